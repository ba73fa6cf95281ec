import type { Figure, Stage } from './stage.ts'

const ROWS = 5000
/** As many rows of the file have no number. */
const BAD = 300
/** How late the server may notice others while it works through the rows: all but one in a hundred of its turns. */
const P99_MS = 50
const POLL_MS = 250

interface Progress {
  state: string
  counts: { created: number; refused: number }
}

/** An address book: every sixteenth row or so lacks its number. */
const addressBook = (): string =>
  [
    '姓名,手机号',
    ...Array.from({ length: ROWS }, (_, n) =>
      Math.floor((n * BAD) / ROWS) < Math.floor(((n + 1) * BAD) / ROWS)
        ? `客户${n},`
        : `客户${n},${13_300_000_000 + n * 37}`,
    ),
  ].join('\n')

/** The delays of the server's event loop since they were last read, in ms. */
async function delays({ bff }: Stage): Promise<{ p99: number; max: number }> {
  const text = await (await fetch(`http://127.0.0.1:${bff.port}/metrics`)).text()
  const at = (quantile: string) =>
    1000 *
    Number(new RegExp(`^qingpin_event_loop_delay_seconds\\{quantile="${quantile}"\\} (.+)$`, 'm').exec(text)?.[1])
  return { p99: at('0.99'), max: at('1') }
}

/** How long the serving process is deaf to others while it reads, previews and enters a file of 5,000 customers, 300 of them bad. */
export async function benchImport(stage: Stage): Promise<Figure[]> {
  const url = (path: string) => `http://127.0.0.1:${stage.bff.port}/api/customers/imports${path}`
  const authorization = `Bearer ${stage.token}`
  async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
    const reply = await fetch(url(path), { ...init, headers: { authorization, ...init.headers } })
    const { data, code } = (await reply.json()) as { data: T; code?: string }
    if (!reply.ok) throw new Error(`${path} answered ${reply.status} ${code}`)
    return data
  }
  const post = <T>(path: string, body: object) =>
    call<T>(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `bench${path}` },
      body: JSON.stringify(body),
    })
  const figures: Figure[] = []
  async function phase(what: string, work: () => Promise<string>): Promise<void> {
    await delays(stage)
    const began = performance.now()
    const note = await work()
    const seconds = (performance.now() - began) / 1000
    const { p99, max } = await delays(stage)
    figures.push({
      what: `import of ${ROWS} rows, ${what}: delay of the event loop, p99`,
      value: p99,
      unit: 'ms',
      limit: P99_MS,
      note: `at most ${max.toFixed(1)} ms, ${seconds.toFixed(1)} s${note}`,
    })
  }
  let id = ''
  await phase('read and stored', async () => {
    const body = new FormData()
    body.append('file', new File([addressBook()], '通讯录.csv'))
    id = (await call<{ id: string }>('', { method: 'POST', body })).id
    return ''
  })
  const plan = {
    columns: ['name', 'phone'],
    leadSource: '其他',
    contractStatus: '待定',
    leadLevel: 'C类',
    owner: 'none',
    duplicates: 'skip',
  }
  await phase('previewed', async () => {
    const { counts } = await post<Progress>(`/${id}/preview`, plan)
    return `, ${counts.created} good, ${counts.refused} bad`
  })
  await phase('entered', async () => {
    await post(`/${id}/start`, plan)
    for (;;) {
      const { state, counts } = await call<Progress>(`/${id}`)
      if (state === 'done') return `, ${counts.created} entered, ${counts.refused} refused with a reason`
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  })
  await phase('the refused ones as a file', async () => {
    const reply = await fetch(url(`/${id}/file?format=xlsx`), { headers: { authorization } })
    return `, ${(await reply.arrayBuffer()).byteLength} bytes`
  })
  return figures
}
