import { View } from '@tarojs/components'
import type { HandoverKind, HandoverResult } from '@qingpin/contract/staff/staff.enums'
import { serverNow } from '@/app/clock'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { formatTime } from '@/ui/format-time'
import { ListEnd } from '@/ui/list-end'
import { problemOf } from '@/ui/read-error'
import { Row } from '@/ui/row'
import { Bone } from '@/ui/skeleton'
import { useHandoverResults, type Handover } from '../api'

const KINDS: Readonly<Record<HandoverKind, string>> = {
  customer: '客户',
  interview: '面试',
  share: '分享链接',
  request: '要客户的请求',
}
const RESULTS: Readonly<Record<HandoverResult, string>> = {
  moved: '交给了',
  unassigned: '待分配',
  pool: '放进公海了',
  ended: '结束了',
}

/** How far a handover is. */
export function Progress({ handover: { done, total } }: { readonly handover: Handover }) {
  const percent = total === 0 ? 100 : Math.min(100, Math.round((done / total) * 100))
  return (
    <Card title="正在交接">
      <View className="staff-bar" role="progressbar" ariaLabel={`已处理${done}，共${total}`}>
        <View className="staff-bar__in" style={{ width: `${percent}%` }} />
      </View>
      <View className="staff-note">
        已处理 {done}/{total}。可以离开这一页，会接着办完。
      </View>
    </Card>
  )
}

interface ResultsProps {
  readonly id: string
  readonly handover: Handover
}

/** What became of each thing. */
export function Results({ id, handover: { by, startedAt, reason, state, done } }: ResultsProps) {
  const results = useHandoverResults(id)
  const when = formatTime(Date.parse(startedAt), serverNow())
  return (
    <>
      <View className="staff-note">
        {by}
        {when}办的交接，原因：{reason}。
        {state === 'stopped' ? `办了${done}件后账号又启用了，就停在那里。` : `一共${done}件。`}
      </View>
      {results.error !== undefined ? <FieldError {...problemOf(results.error)} /> : null}
      {results.data === undefined && results.error === undefined ? <Bone width={72} height="m" /> : null}
      {results.data && results.data.length > 0 ? (
        <Card pad="rows" title="每一件的去向">
          {results.data.map(({ kind, subjectId, name, result, to }) => (
            <Row
              key={`${kind}-${subjectId}`}
              title={name ?? KINDS[kind]}
              note={KINDS[kind]}
              value={result === 'moved' ? `${RESULTS.moved}${to ?? '同事'}` : RESULTS[result]}
            />
          ))}
        </Card>
      ) : null}
      <ListEnd list={results} />
    </>
  )
}
