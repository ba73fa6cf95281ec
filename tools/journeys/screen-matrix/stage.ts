import type { Product } from '../product.ts'
import { ask, logIn, type Viewer, type Visit } from '../visitors.ts'
import type { Ids } from './screens.ts'

/** Sessions by viewer, each logged in once: the codes of a phone are rationed. */
export function sessions(product: Product): (viewer: Viewer) => Promise<Visit | undefined> {
  const known = new Map<string, Promise<Visit | undefined>>()
  return (viewer) => {
    const key = JSON.stringify(viewer)
    const found = known.get(key) ?? logIn(product, viewer)
    known.set(key, found)
    return found
  }
}

/** Finds, or makes, one of each thing that a page can be about. */
export async function findIds(product: Product, visit: (viewer: Viewer) => Promise<Visit | undefined>): Promise<Ids> {
  const token = async (viewer: Viewer) => (await visit(viewer))?.access_token
  const employee = await token({ staff: 'employee' })
  const seeker = await token({ phone: '13800000001' })
  const first = (items: readonly { id: string }[]) => items[0]?.id ?? ''

  const search = encodeURIComponent('陈雅琴')
  const list = `/api/customers/miniprogram/list?pageSize=1&search=${search}`
  const { customers } = await ask<{ customers: { id: string }[] }>(product, list, { token: employee })
  const others = `/api/customers/miniprogram/list?pageSize=1&search=${encodeURIComponent('孙先生')}`
  const { customers: doubles } = await ask<{ customers: { id: string }[] }>(product, others, { token: employee })
  const pool = await ask<{ items: { id: string }[] }>(product, '/api/customers/pool?pageSize=1', { token: employee })
  const byPay = '/api/resumes?pageSize=1&sortBy=expectedSalary'
  const resumes = await ask<{ items: { id: string }[] }>(product, byPay, { token: employee })
  const open = await ask<{ items: { id: string }[] }>(product, '/api/resumes/public/list?pageSize=1')
  const worker = first(open.items)
  const share = await ask<{ token: string }>(product, `/api/resumes/${worker}/share`, { body: {}, token: employee })
  const news = await ask<{ list: { id: string }[] }>(product, '/api/articles/miniprogram/list?pageSize=1')
  const banners = await ask<{ id: string }[]>(product, '/api/banners/miniprogram/active')
  const cvs = await ask<{ items: { id: string }[] }>(product, '/api/cvs', { token: seeker })
  const body = { packageId: 'credits-300', platform: 'h5' }
  const { order } = await ask<{ order: { id: string } }>(product, '/api/orders', { body, token: seeker })
  const question = { body: { text: '我有三年数据分析经验，面试怎么介绍自己' }, token: seeker }
  const { chat } = await ask<{ chat: { id: string } }>(product, '/api/assistant/chats', question)
  const room = { body: { roomName: '王阿姨的视频面试' }, token: employee }
  const { roomId } = await ask<{ roomId: string }>(product, '/api/interview/rooms', room)
  const invite = { body: { role: 'worker', maxUses: 3, hours: 24 }, token: employee }
  const { link } = await ask<{ link: string }>(product, `/api/interview/rooms/${roomId}/invites`, invite)
  const listed = { customerId: first(customers), workerIds: [worker], recipient: '陈女士' }
  const sent = { body: listed, token: employee }
  const shortlist = await ask<{ id: string; link: string }>(product, '/api/shortlists', sent)
  const team = '/api/users?search=employee2'
  const colleagues = await ask<{ items: { id: string }[] }>(product, team, { token: await token({ staff: 'admin' }) })
  // A name that WeChat does not judge, because it does not know the person: it waits for a review.
  const newcomer = { method: 'PATCH', body: { name: '刘明' }, token: await token({ phone: '13700000099' }) }
  await ask(product, '/api/auth/me', newcomer)
  const table = await importOf(product, await token({ staff: 'manager' }))
  return {
    staff: first(colleagues.items),
    import: table,
    customer: first(customers),
    double: first(doubles),
    pooled: first(pool.items),
    resume: first(resumes.items),
    worker,
    share: share.token,
    article: first(news.list),
    banner: first(banners),
    cv: first(cvs.items),
    order: order.id,
    chat: chat.id,
    room: roomId,
    shortlist: shortlist.id,
    shortlistTicket: /[?&]t=([\w-]+)/.exec(shortlist.link)?.[1] ?? '',
    ticket: /[?&]t=([\w-]+)/.exec(link)?.[1] ?? '',
  }
}

/** A table of customers that was uploaded and not imported yet. */
async function importOf(product: Product, token: string | undefined): Promise<string> {
  const form = new FormData()
  form.append('file', new File(['姓名,手机号,颜色\n陈雅琴,13655550199,红\n'], '客户名单.csv'))
  const headers = { authorization: `Bearer ${token ?? ''}` }
  const response = await fetch(`${product.address}/api/customers/imports`, { method: 'POST', headers, body: form })
  return ((await response.json()) as { data: { id: string } }).data.id
}
