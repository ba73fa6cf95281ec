import { View } from '@tarojs/components'
import { can } from '@qingpin/contract/core/policy'
import { beijingDay } from '@qingpin/contract/core/days'
import { labelOf } from '@qingpin/contract/core/choices'
import { IMPORT_MOST, IMPORT_STATES, TABLE_FORMATS, type TableFormat } from '@qingpin/contract/customers/import.rules'
import { useState } from 'react'
import { serverNow } from '@/app/clock'
import { go, useParams } from '@/app/pages'
import { useAccount } from '@/app/session'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { withPermission } from '@/app/shell/with-permission'
import { useAction } from '@/app/use-action'
import { pickFiles, pickSources } from '@/platform/pick-files'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { formatTime } from '@/ui/format-time'
import { Row } from '@/ui/row'
import { Segmented } from '@/ui/segmented'
import { saveTable, uploadTable, useImports, type Import } from './api'
import './tables.scss'

const TITLE = '客户表格'

/** Customers as a table: out with the filter of the list, and in from a file. */
function CustomerTables() {
  const account = useAccount()
  const { query } = useParams('customerTables')
  return (
    <Screen title={TITLE} pad={false}>
      <View className="ctab">
        <ExportCard query={query} />
        {account && can(account.role, 'customer:import') ? <ImportCard /> : null}
      </View>
    </Screen>
  )
}

function filterIn(query: string | undefined): Record<string, unknown> {
  try {
    const { pageSize: _size, cursor: _cursor, ...filter } = JSON.parse(query ?? '{}') as Record<string, unknown>
    return filter
  } catch {
    return {}
  }
}

function ExportCard({ query }: { readonly query: string | undefined }) {
  const [format, setFormat] = useState<TableFormat>('xlsx')
  const { run, busy, problem } = useAction(() =>
    saveTable('/api/customers/export', { ...filterIn(query), format }, `客户-${beijingDay(serverNow())}`),
  )
  const narrowed = Object.keys(filterIn(query)).some((key) => !key.startsWith('sort'))
  return (
    <Card title="导出客户">
      <View className="ctab-note">
        {narrowed ? '导出客户列表现在筛选出来的全部客户。' : '导出您能看到的全部客户。'}
        号码是遮住的，每次导出都会记下来。
      </View>
      <View className="ctab-line">
        <Segmented<TableFormat> options={TABLE_FORMATS} value={format} onChange={setFormat} />
      </View>
      <Button kind="plain" size="m" icon="download" busy={busy} busyText="正在导出" onTap={() => void run()}>
        导出
      </Button>
      {problem ? <FieldError {...problem} /> : null}
    </Card>
  )
}

function ImportCard() {
  const imports = useImports(true)
  const [source] = pickSources('table')
  const { run, busy, problem } = useAction(async () => {
    const [file] = await pickFiles({ source: source ?? 'album', what: 'table', most: 1 })
    if (file) go('customerImport', { id: (await uploadTable(file)).id })
  })
  return (
    <>
      <Card title="导入客户">
        <View className="ctab-note">
          {`Excel（.xlsx）或 CSV，一次最多${IMPORT_MOST.rows}行、${IMPORT_MOST.bytes >> 20}兆。第一行写标题，下面一行一位客户。选好以后先看一遍，再决定导不导。`}
          {source === 'chat' ? '先把表格发到微信聊天里，比如文件传输助手，再从聊天里选。' : ''}
        </View>
        <Button icon="upload" busy={busy} busyText="正在读" onTap={() => void run()}>
          {source === 'chat' ? '从微信聊天选表格' : '选表格'}
        </Button>
        {problem ? <FieldError {...problem} /> : null}
      </Card>
      {imports.data && imports.data.length > 0 ? (
        <Card pad="rows" title="最近的导入">
          {imports.data.map((one) => (
            <Row
              key={one.id}
              title={one.fileName}
              note={`${formatTime(Date.parse(one.createdAt), serverNow())} · ${resultOf(one)}`}
              onTap={() => go('customerImport', { id: one.id })}
            />
          ))}
        </Card>
      ) : null}
    </>
  )
}

function resultOf({ state, counts }: Import): string {
  if (state !== 'done') return `${labelOf(IMPORT_STATES, state)}，${counts.total}行`
  return `导入${counts.created + counts.filled}位${counts.refused > 0 ? `，${counts.refused}行没导入` : ''}`
}

const Permitted = withPermission({ permission: 'customer:view', title: TITLE }, CustomerTables)

export default guardPage(Permitted)
