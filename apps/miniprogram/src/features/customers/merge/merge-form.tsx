import { isApiError } from '@qingpin/contract/client'
import { DAY_MS } from '@qingpin/contract/core/days'
import { RESTORE_DAYS } from '@qingpin/contract/customers/removal.rules'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { serverNow } from '@/app/clock'
import { useIdempotencyKey } from '@/app/idempotency'
import { replace } from '@/app/pages'
import { Screen } from '@/app/shell/screen'
import { useAction } from '@/app/use-action'
import { Button } from '@/ui/button'
import { Card, SectionHead } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { FootBar } from '@/ui/foot-bar'
import { formatDate, formatTime } from '@/ui/format-time'
import { Icon } from '@/ui/icon'
import { problemOf } from '@/ui/read-error'
import { Tap } from '@/ui/tap'
import { toast } from '@/ui/toast'
import { useFreshCustomer, type CustomerDetail, type FollowUp } from '../api'
import { mergeCustomers, useNotes } from '../removal/api'
import { followUpWords } from '../format'
import { Cell, Tip } from './cell'
import { chosen, fieldsOf, likeness, pairsOf, tapped, type Choice, type Side } from './model'
import './merge.scss'

const SAME_SHOWN = 3
const NOTES_SHOWN = 4

interface MergeFormProps {
  readonly leftId: string
  readonly rightId: string
}

export function MergeForm({ leftId, rightId }: MergeFormProps) {
  const [left, right] = [useFreshCustomer(leftId), useFreshCustomer(rightId)]
  const [kept, setKept] = useState<Side>('left')
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({})
  const keyFor = useIdempotencyKey()
  const [first, second] = [left.data, right.data]
  const pairs = first && second ? pairsOf(first, second) : undefined
  const { run, busy, problem } = useAction(
    async () => {
      if (!first || !second || !pairs) return
      const [keep, merge] = kept === 'left' ? [first, second] : [second, first]
      const body = {
        keptId: keep.id,
        mergedId: merge.id,
        keptVersion: keep.version,
        mergedVersion: merge.version,
        fields: fieldsOf(pairs.different, choices, kept),
      }
      await mergeCustomers(body, keyFor(body))
      toast('合并成一位了')
      replace('customerDetail', { id: keep.id })
    },
    {
      problemOf: (error) => {
        if (!isApiError(error) || error.code !== 'CUSTOMER_CONFLICT') return problemIn(error)
        void left.refetch()
        void right.refetch()
        return { text: '刚有同事改过其中一位，下面已经是最新的，看一眼再合并。' }
      },
    },
  )
  const both = left.data && right.data ? left : left.data ? right : left
  return (
    <Screen
      title="合并客户"
      query={both}
      pad={false}
      foot={
        pairs ? (
          <FootBar>
            <View className="mg-foot">
              <View className="mg-foot__v">{RESTORE_DAYS}天内能拆开</View>
              <View className="mg-foot__k">
                到{formatDate(serverNow() + RESTORE_DAYS * DAY_MS, serverNow())}，拆开后各回各的
              </View>
            </View>
            <Button busy={busy} busyText="正在合并" onTap={() => void run()}>
              合并成一位
            </Button>
          </FootBar>
        ) : null
      }
    >
      {() =>
        first && second && pairs ? (
          <View className="mg">
            <Card>
              <View className="mg-ask">这两位是同一个人吗？</View>
              <View className="mg-why">{likeness(pairs.same)}</View>
              <View className="mg-pair">
                <Person side="left" customer={first} kept={kept} onTap={setKept} />
                <Person side="right" customer={second} kept={kept} onTap={setKept} />
              </View>
            </Card>
            {problem ? <FieldError {...problem} /> : null}
            <SectionHead title={`不一样的${pairs.different.length}项`} />
            <Card>
              {pairs.different.map((pair) => {
                const choice = chosen(pair, choices, kept)
                const tap = (side: Side) =>
                  setChoices((now) => ({ ...now, [pair.name]: tapped(choice, side, pair.both) }))
                return (
                  <View key={pair.name} className="mg-line">
                    <View className="mg-line__head">
                      <View>{pair.label}</View>
                      {choice === 'both' ? <View className="mg-line__both">两边都留</View> : null}
                    </View>
                    <View className="mg-pair">
                      {(['left', 'right'] as const).map((side) => (
                        <Cell
                          key={side}
                          label={`${pair.label}，${side === 'left' ? '左' : '右'}，${pair[side]}`}
                          text={pair[side]}
                          many={pair.both}
                          on={choice === 'both' || choice === side}
                          onTap={() => tap(side)}
                        />
                      ))}
                    </View>
                  </View>
                )
              })}
              {pairs.different.length === 0 ? <View className="mg-why">填的内容都一样。</View> : null}
            </Card>
            <Same pairs={pairs.same} />
            <Notes leftId={leftId} rightId={rightId} />
            <Tip>
              面试、跟进和转交记录一起并过来，没留下的号码也查得到这位。以后拆开，合并之后写的跟着留下的编号走。
            </Tip>
          </View>
        ) : null
      }
    </Screen>
  )
}

/** A field that cannot be joined is named by the detail. */
function problemIn(error: unknown) {
  const details = isApiError(error) ? (error.details as readonly { message?: string }[] | undefined) : undefined
  return {
    ...problemOf(error),
    text: (Array.isArray(details) ? details[0]?.message : undefined) ?? problemOf(error).text,
  }
}

interface PersonProps {
  readonly side: Side
  readonly customer: CustomerDetail
  readonly kept: Side
  readonly onTap: (side: Side) => void
}

function Person({ side, customer, kept, onTap }: PersonProps) {
  const on = side === kept
  const { name, assignedTo, createdAt, customerId } = customer
  const where = side === 'left' ? '左' : '右'
  return (
    <Tap
      className={on ? 'mg-cell mg-cell--on' : 'mg-cell'}
      role="radio"
      on={on}
      label={`${where}，${name}，${on ? '留这个编号' : '并进来'}`}
      onTap={() => onTap(side)}
    >
      <View className="mg-person">
        <View className="mg-person__top">
          <View className="mg-tag">{where}</View>
          <View className="mg-person__what">{on ? '留这个编号' : '并进来'}</View>
        </View>
        <View className="mg-person__name">{name}</View>
        <View className="mg-person__k">{assignedTo ? `${assignedTo.name}的客户` : '还没分给谁'}</View>
        <View className="mg-person__k">{formatDate(Date.parse(createdAt), serverNow())}建</View>
        <View className="mg-person__k">{customerId}</View>
      </View>
    </Tap>
  )
}

function Same({ pairs }: { readonly pairs: readonly { name: string; label: string; left: string }[] }) {
  const [all, setAll] = useState(false)
  if (pairs.length === 0) return null
  const folds = pairs.length > SAME_SHOWN
  return (
    <Card
      title={`一样的${pairs.length}项`}
      aside={
        folds ? (
          <Tap className="mg-all" on={all} onTap={() => setAll(!all)}>
            {all ? '收起' : '全看'}
            <Icon name={all ? 'up' : 'down'} size="xs" />
          </Tap>
        ) : null
      }
    >
      {(all ? pairs : pairs.slice(0, SAME_SHOWN)).map(({ name, label, left }) => (
        <View key={name} className="mg-same">
          <View className="mg-same__k">{label}</View>
          <View className="mg-same__v">{left}</View>
        </View>
      ))}
    </Card>
  )
}

/** The newest of both timelines, as they will stand together. */
function Notes({ leftId, rightId }: MergeFormProps) {
  const [left, right] = [useNotes(leftId).data, useNotes(rightId).data]
  if (!left || !right || left.length + right.length === 0) return null
  const of = (side: string, notes: readonly FollowUp[]) => notes.map((note) => ({ ...note, side }))
  const notes = [...of('左', left), ...of('右', right)].sort(
    (a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt),
  )
  return (
    <>
      <SectionHead title="往来记录接在一起" />
      <Card>
        <View className="mg-why">
          左{left.length}条，右{right.length}条
        </View>
        {notes.slice(0, NOTES_SHOWN).map(({ side, ...note }) => (
          <View key={note.id} className="mg-note">
            <View className="mg-note__top">
              <View className="mg-tag">{side}</View>
              <View className="mg-note__t">{followUpWords(note).how}</View>
              <View className="mg-note__at">{formatTime(Date.parse(note.createdAt), serverNow())}</View>
            </View>
            <View className="mg-note__text">{note.content}</View>
            <View className="mg-person__k">{followUpWords(note).by}</View>
          </View>
        ))}
      </Card>
    </>
  )
}
