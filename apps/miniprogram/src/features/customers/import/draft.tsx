import { View } from '@tarojs/components'
import { CONTRACT_STATUSES, CUSTOMER_SOURCES, LEAD_LEVELS } from '@qingpin/contract/customers/customers.enums'
import { labelOf, type Choice } from '@qingpin/contract/core/choices'
import {
  DUPLICATE_WAYS,
  IMPORT_OWNERS,
  type Plan,
  SERIALS,
  TABLE_COLUMNS,
  type TableColumn,
} from '@qingpin/contract/customers/import.rules'
import { useState } from 'react'
import { useIdempotencyKey } from '@/app/idempotency'
import { replace } from '@/app/pages'
import { Screen } from '@/app/shell/screen'
import { useAction } from '@/app/use-action'
import { pickFiles, pickSources } from '@/platform/pick-files'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { FootBar } from '@/ui/foot-bar'
import { PickOneSheet } from '@/ui/picker-sheet'
import { PickerRow } from '@/ui/picker-row'
import { Row } from '@/ui/row'
import { previewImport, startImport, uploadTable, type Import, type Preview } from '../tables/api'
import { bodyOf, planOf, problemOfPlan, withColumn } from './plan'
import { ProblemRow } from './result'

type Picking = { readonly column: number } | { readonly field: keyof typeof FIELDS }

const FIELDS = {
  leadSource: { title: '来源', options: CUSTOMER_SOURCES },
  contractStatus: { title: '合同状态', options: CONTRACT_STATUSES },
  leadLevel: { title: '级别', options: LEAD_LEVELS },
  owner: { title: '归谁', options: IMPORT_OWNERS },
  duplicates: { title: '号码已经有客户的', options: DUPLICATE_WAYS },
} as const
const NOTHING = 'nothing'
const COLUMN_OPTIONS = [{ value: NOTHING, label: '不导入这一列' }, ...TABLE_COLUMNS]

/** What the columns are and what rows lack; then a look at what would become of them. */
export function Draft({ draft, onStarted }: { readonly draft: Import; readonly onStarted: () => void }) {
  const [plan, setPlan] = useState(() => planOf(draft))
  const [preview, setPreview] = useState<Preview>()
  const [picking, setPicking] = useState<Picking>()
  const keyFor = useIdempotencyKey()
  const change = (next: Plan) => {
    setPlan(next)
    setPreview(undefined)
  }
  const looking = useAction(async () => setPreview(await previewImport(draft.id, bodyOf(plan))))
  const starting = useAction(async () => {
    await startImport(draft.id, bodyOf(plan), keyFor(bodyOf(plan)))
    onStarted()
  })
  const missing = problemOfPlan(plan)
  const problem = looking.problem ?? starting.problem
  const taken = preview ? preview.counts.created + preview.counts.filled : 0
  return (
    <Screen
      title="导入客户"
      pad={false}
      foot={
        <FootBar below={missing ? <View className="ctab-note">{missing}</View> : null}>
          {preview ? (
            <Button
              grow
              busy={starting.busy}
              busyText="正在开始"
              disabled={taken === 0}
              onTap={() => void starting.run()}
            >
              {taken === 0 ? '没有能导入的行' : `导入这${taken}位`}
            </Button>
          ) : (
            <Button
              grow
              busy={looking.busy}
              busyText="正在看"
              disabled={missing !== undefined}
              onTap={() => void looking.run()}
            >
              先看一遍
            </Button>
          )}
        </FootBar>
      }
    >
      <View className="ctab">
        <FileCard {...draft} />
        {preview ? <PreviewCard {...preview} /> : null}
        {problem ? <FieldError {...problem} /> : null}
        <Card pad="rows" title="每一列是什么">
          {draft.headings.map((heading, i) => (
            <PickerRow
              key={i}
              label={heading || `第${i + 1}列`}
              value={labelOf(TABLE_COLUMNS, plan.columns[i])}
              placeholder="不导入"
              onTap={() => setPicking({ column: i })}
            />
          ))}
        </Card>
        <Serials draft={draft} plan={plan} onChange={change} />
        <Card pad="rows" title="表格里没写的，按这个填">
          {(['leadSource', 'contractStatus', 'leadLevel'] as const).map((field) => (
            <PickerRow
              key={field}
              label={FIELDS[field].title}
              value={String(plan[field])}
              onTap={() => setPicking({ field })}
            />
          ))}
        </Card>
        <Card pad="rows" title="怎么导">
          {(['owner', 'duplicates'] as const).map((field) => (
            <PickerRow
              key={field}
              label={FIELDS[field].title}
              value={labelOf(FIELDS[field].options, String(plan[field]))}
              onTap={() => setPicking({ field })}
            />
          ))}
        </Card>
      </View>
      <Picker picking={picking} plan={plan} onChange={change} onClose={() => setPicking(undefined)} />
    </Screen>
  )
}

function FileCard({ fileName, counts, sheets, sheet, hidden, misnamed, format }: Import) {
  const [open, setOpen] = useState(false)
  const { run, busy, problem } = useAction(async (chosen: string) => {
    const [source] = pickSources('table')
    const [file] = await pickFiles({ source: source ?? 'album', what: 'table', most: 1 })
    if (file) replace('customerImport', { id: (await uploadTable(file, chosen)).id })
  })
  return (
    <Card pad="rows">
      <Row title={fileName} note={`${counts.total}行客户`} />
      {sheets.length > 1 ? (
        <PickerRow label="工作表" value={busy ? '正在读' : (sheet ?? '')} onTap={() => setOpen(true)} />
      ) : null}
      {hidden > 0 ? <Row title={`有${hidden}行在表格里是隐藏的，也会导入`} /> : null}
      {misnamed ? <Row title={`名字写错了，其实是${format === 'csv' ? ' CSV' : ' Excel 表格'}，已经照实读了`} /> : null}
      {problem ? <FieldError {...problem} /> : null}
      <PickOneSheet<string>
        open={open}
        title="换一张工作表，要再选一次文件"
        options={sheets.map((value) => ({ value, label: value }))}
        value={sheet ?? undefined}
        onPick={(chosen) => void run(chosen)}
        onClose={() => setOpen(false)}
      />
    </Card>
  )
}

interface Changing {
  readonly plan: Plan
  readonly onChange: (plan: Plan) => void
}

/** Asks what bare numbers in a column of days are. */
function Serials({ draft, plan, onChange }: Changing & { readonly draft: Import }) {
  const [open, setOpen] = useState(false)
  if (draft.serials.length === 0) return null
  const names = draft.serials.map((i) => draft.headings[i]).join('、')
  return (
    <Card pad="rows" title={`“${names}”里有数字，比如46354`}>
      <PickerRow
        label="这些数字"
        value={labelOf(SERIALS, plan.serials)}
        placeholder="不是日期，这些行不导入"
        onTap={() => setOpen(true)}
      />
      <PickOneSheet<string>
        open={open}
        title="这些数字是日期吗"
        options={[{ value: NOTHING, label: '不是日期，这些行不导入' }, ...SERIALS]}
        value={plan.serials ?? NOTHING}
        onPick={(value) => onChange({ ...plan, serials: value === '1900' || value === '1904' ? value : null })}
        onClose={() => setOpen(false)}
      />
    </Card>
  )
}

function Picker({
  picking,
  plan,
  onChange,
  onClose,
}: Changing & { readonly picking: Picking | undefined; readonly onClose: () => void }) {
  const isColumn = picking !== undefined && 'column' in picking
  const field = picking && 'field' in picking ? picking.field : undefined
  const options: readonly Choice[] = isColumn ? COLUMN_OPTIONS : field ? FIELDS[field].options : []
  const value = isColumn ? (plan.columns[picking.column] ?? NOTHING) : field ? String(plan[field]) : undefined
  const pick = (chosen: string) => {
    if (isColumn) onChange(withColumn(plan, picking.column, chosen === NOTHING ? null : (chosen as TableColumn)))
    else if (field) onChange({ ...plan, [field]: chosen } as Plan)
  }
  return (
    <PickOneSheet<string>
      open={picking !== undefined}
      title={field ? FIELDS[field].title : '这一列是什么'}
      options={options}
      value={value}
      onPick={pick}
      onClose={onClose}
    />
  )
}

/** What would become of the rows: counts, the first ones as they would be entered, and what is wrong with others. */
function PreviewCard({ counts, rows, problems }: Preview) {
  return (
    <Card title="导入以后">
      <View className="ctab-note">
        {`新客户${counts.created}位${counts.filled > 0 ? `，补充${counts.filled}位` : ''}，跳过${counts.skipped}行，不能导入${counts.refused}行。`}
      </View>
      {rows.map(({ line, values }) => (
        <View className="ctab-row" key={`row-${line}`}>
          {values.map(({ column, value }) => `${column}：${value}`).join('　')}
        </View>
      ))}
      {problems.map((problem) => (
        <ProblemRow key={problem.line} {...problem} />
      ))}
    </Card>
  )
}
