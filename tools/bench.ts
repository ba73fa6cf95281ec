import { writeFileSync } from 'node:fs'
import { benchCustomers } from './bench/customers.ts'
import { benchAccessLog } from './bench/access-log.ts'
import { benchFirstByte } from './bench/first-byte.ts'
import { benchImport } from './bench/import.ts'
import { benchList } from './bench/list.ts'
import { benchPdf } from './bench/pdf.ts'
import { benchSearch, benchSearchOnPg } from './bench/search.ts'
import { type Figure, setStage } from './bench/stage.ts'
import { benchUploads } from './bench/uploads.ts'

/**
 * `npm run bench`: the budgets of the design, as ratios and sizes measured in one run. Prints a table, writes
 * `bench.json`, and exits with 1 when a budget is not kept. Linux only, because CPU time is read from /proc.
 */
const verdict = ({ value, limit }: Figure) => (limit === undefined ? '' : value <= limit ? 'kept' : 'NOT KEPT')

function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    `${figure.value.toFixed(figure.unit === 'MB' ? 0 : 2)} ${figure.unit}`,
    figure.limit === undefined ? '' : `≤ ${figure.limit}`,
    verdict(figure),
    figure.note ?? '',
  ])
  const lines = rows.map((row) => `| ${row.join(' | ')} |`)
  return ['| what | measured | budget | | how |', '|---|---|---|---|---|', ...lines].join('\n')
}

async function measured(): Promise<Figure[]> {
  const stage = await setStage()
  try {
    return [
      ...stage.figures,
      ...(await benchList(stage)),
      ...(await benchFirstByte(stage)),
      ...(await benchAccessLog(stage)),
      ...(await benchPdf(stage)),
      ...(await benchImport(stage)),
      ...(await benchSearch(stage)),
    ]
  } finally {
    await stage.stop()
  }
}

const figures = [
  ...(await measured()),
  ...(await benchSearchOnPg()),
  ...(await benchCustomers()),
  ...(await benchUploads()),
]
process.stdout.write(`${table(figures)}\n`)
writeFileSync('bench.json', `${JSON.stringify(figures, null, 2)}\n`)
if (figures.some((figure) => verdict(figure) === 'NOT KEPT')) process.exitCode = 1
