import { View } from '@tarojs/components'
import { serverNow } from '@/app/clock'
import { Icon } from '@/ui/icon'
import { formatTime } from '@/ui/format-time'
import { Tag } from '@/ui/tag'
import { Tap } from '@/ui/tap'
import { choicesOf, type Choice, type EditConflict } from './resolve'
import { asFollowUp, formatValue, labelOfField } from './words'

interface EditConflictCardProps {
  readonly item: EditConflict
  readonly choiceOf: (name: string) => Choice
  readonly onChoose: (name: string, choice: Choice) => void
}

/** What I changed without network and a colleague has changed meanwhile, for me to decide field by field. */
export function EditConflictCard({ item, choiceOf, onChoose }: EditConflictCardProps) {
  const { theirs, base = {}, body, at, name } = item
  const now = serverNow()
  const fields = Object.keys(theirs.values)
  const [first = ''] = fields
  const what = fields.length === 1 ? labelOfField(first) : `${fields.length}处资料`
  return (
    <View className="ob-conflict">
      <View className="ob-conflict__head">
        <View className="ob-conflict__title">
          {name}的{what}，两边都改了
        </View>
        <Tag tone="warn">要您定</Tag>
      </View>
      <View className="ob-conflict__why">您没网时{theirs.by}也改了。两边写的都在，每一处选一个留下。</View>
      {fields.map((field) => {
        const choice = choiceOf(field)
        const pick = (next: Choice) => () => onChoose(field, next)
        return (
          <View key={field} className="ob-conflict__field">
            <View className="ob-conflict__was">
              {fields.length > 1 ? `${labelOfField(field)}，` : ''}原来是{formatValue(field, base[field])}
            </View>
            <Cell
              on={choice === 'mine'}
              title="我改的"
              note={`${formatTime(at, now)} 写在这台手机上`}
              text={formatValue(field, body[field])}
              onTap={pick('mine')}
            />
            <Cell
              on={choice === 'theirs'}
              title={`${theirs.by}改的`}
              note={`${formatTime(Date.parse(theirs.at), now)} 已经存好`}
              text={formatValue(field, theirs.values[field])}
              onTap={pick('theirs')}
            />
            {choicesOf(field).includes('both') ? (
              <Cell
                on={choice === 'both'}
                title="都保留"
                note={`${labelOfField(field)}用${theirs.by}的，我的写成一条跟进`}
                text={`“${asFollowUp(item, [field], now)}”`}
                small
                onTap={pick('both')}
              />
            ) : null}
          </View>
        )
      })}
    </View>
  )
}

interface CellProps {
  readonly on: boolean
  readonly title: string
  readonly note: string
  readonly text: string
  readonly small?: boolean
  readonly onTap: () => void
}

function Cell({ on, title, note, text, small = false, onTap }: CellProps) {
  return (
    <Tap
      className={on ? 'ob-cell ob-cell--on' : 'ob-cell'}
      role="radio"
      on={on}
      label={`${title}，${text}`}
      onTap={onTap}
    >
      <View className="ob-cell__mark">{on ? <Icon name="check" size="xs" /> : null}</View>
      <View className="ob-cell__body">
        <View className="ob-cell__top">
          <View>{title}</View>
          <View className="ob-cell__note">{note}</View>
        </View>
        <View className={small ? 'ob-cell__text ob-cell__text--small' : 'ob-cell__text'}>{text}</View>
      </View>
    </Tap>
  )
}
