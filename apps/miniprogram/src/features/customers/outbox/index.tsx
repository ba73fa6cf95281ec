import { View } from '@tarojs/components'
import { useState } from 'react'
import { serverNow } from '@/app/clock'
import type { OutboxItem } from '@/app/outbox/items'
import { itemOf, putItem, removeItem, useOutbox } from '@/app/outbox/outbox'
import { isParked } from '@/app/outbox/sender'
import { useAction } from '@/app/use-action'
import { go } from '@/app/pages'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { withPermission } from '@/app/shell/with-permission'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Dialog } from '@/ui/dialog'
import { Empty } from '@/ui/empty'
import { Icon } from '@/ui/icon'
import { InfoBar } from '@/ui/info-bar'
import { toast } from '@/ui/toast'
import { customerChanged } from '../api'
import { askTransfer } from '../transfers/api'
import { EditConflictCard } from './edit-conflict-card'
import { REQUESTED, ItemRow, SentRow } from './item-row'
import { choicesOf, isEditConflict, resolve, type Choice, type EditConflict } from './resolve'
import { kindOf, labelOfField } from './words'
import './outbox.scss'

const TITLE = '还没发出去的'

/** Opens the form of an item, which takes it in hand. */
function edit({ id: item, kind, customerId = '' }: OutboxItem): void {
  const now = itemOf(item)
  if (now === undefined || now.unknown) return toast('这条刚发出去')
  if (kind === 'customer') go('customerCreate', { item })
  else go(kind === 'edit' ? 'customerEdit' : 'followUp', { id: customerId, item })
}

/** What was written without network, in the order in which it is sent, and what a person has to decide. */
function OutboxPage() {
  const { items, sent, sending } = useOutbox()
  const [dropping, setDropping] = useState<OutboxItem>()
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({})
  const conflict = items.find(isEditConflict)
  const choiceOf = (name: string): Choice => choices[`${conflict?.id} ${name}`] ?? choicesOf(name)[0] ?? 'mine'
  const waiting = items.filter(({ state }) => state === 'waiting')
  const at = waiting.findIndex(({ id }) => id === sending)
  const [requested, setRequested] = useState('')
  const asking = useAction(async (item: OutboxItem) => {
    setRequested(item.id)
    const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
    await askTransfer({ phone: text(item.body.phone), wechatId: text(item.body.wechatId) }, `${item.id}-ask`)
    const refusal = { ...item.refusal, code: REQUESTED, message: '' }
    putItem({ ...item, refusal })
    toast('已经请同事转给您')
  })
  const save = (item: EditConflict) => {
    resolve(item, choiceOf, serverNow())
    customerChanged(item.customerId)
    toast('就这样存了')
  }
  const drop = (item: OutboxItem) => {
    const now = itemOf(item.id)
    if (now && (!now.unknown || isParked(now))) removeItem(item.id)
    setDropping(undefined)
  }
  return (
    <Screen
      title={TITLE}
      pad={false}
      bar={
        at >= 0 ? <InfoBar icon="wifi" text={`网络回来了，正在发第${at + 1}条，共${waiting.length}条`} /> : undefined
      }
      foot={conflict ? <Foot item={conflict} choiceOf={choiceOf} onSave={() => save(conflict)} /> : null}
    >
      <View className="ob">
        {conflict ? (
          <EditConflictCard
            key={conflict.id}
            item={conflict}
            choiceOf={choiceOf}
            onChoose={(name, choice) => setChoices((now) => ({ ...now, [`${conflict.id} ${name}`]: choice }))}
          />
        ) : null}
        {items.length + sent.length === 0 ? (
          <Empty art="customers" title="都发出去了" text="没网时写的先存在这里，有网自动发：跟进、通话、新客户" />
        ) : (
          <>
            <View className="ob-head">
              <View className="ob-head__title">按写的先后发</View>
              <View className="ob-head__count">{items.length > 0 ? `剩${items.length}条` : '都发出去了'}</View>
            </View>
            <Card pad="none">
              {sent.map((one) => (
                <SentRow key={one.item.id} sent={one} />
              ))}
              {items.map((item) => (
                <ItemRow
                  key={item.id}
                  item={item}
                  place={waiting.indexOf(item) + 1}
                  sending={item.id === sending}
                  onEdit={() => edit(item)}
                  onDrop={() => setDropping(item)}
                  onAsk={() => void asking.run(item)}
                  problem={requested === item.id ? asking.problem : undefined}
                />
              ))}
            </Card>
            <View className="ob-note">
              <Icon name="info" size="xs" />
              <View>每条只发一次。没发完就关掉也不丢，下次打开接着发。</View>
            </View>
          </>
        )}
      </View>
      <Dialog
        open={dropping !== undefined}
        title={dropping ? `${kindOf(dropping)}“${dropping.name}”不发了？` : ''}
        text={`${dropping?.unknown ? '它也可能已经发到了。' : ''}写的内容会从这台手机上删掉，找不回来。`}
        confirm="删掉"
        onConfirm={() => dropping && drop(dropping)}
        onCancel={() => setDropping(undefined)}
      />
    </Screen>
  )
}

interface FootProps {
  readonly item: EditConflict
  readonly choiceOf: (name: string) => Choice
  readonly onSave: () => void
}

const WORDS: Readonly<Record<Choice, string>> = { mine: '用我的', theirs: '用同事的', both: '两边都保留' }

function Foot({ item, choiceOf, onSave }: FootProps) {
  const names = Object.keys(item.theirs.values)
  const [first = ''] = names
  const said = names.length === 1 ? `${labelOfField(first)}${WORDS[choiceOf(first)]}` : `${names.length}处都选好了`
  return (
    <View className="ob-foot">
      <View className="ob-foot__text">
        <View className="ob-foot__title">{said}</View>
        <View className="ob-foot__note">存了还能在往来记录里看</View>
      </View>
      <Button className="ob-foot__act" onTap={onSave}>
        就这样存
      </Button>
    </View>
  )
}

const Permitted = withPermission({ permission: 'customer:edit', title: TITLE }, OutboxPage)

export default guardPage(Permitted)
