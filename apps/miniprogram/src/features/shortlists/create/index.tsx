import { View } from '@tarojs/components'
import { nameProblem } from '@qingpin/contract/core/identity.rules'
import { storedName } from '@qingpin/contract/core/text'
import { COMMENT_MAX, RECIPIENT_MAX, SHORTLIST_HOURS } from '@qingpin/contract/shortlists/shortlists.rules'
import { useState } from 'react'
import { useTextDraft } from '@/app/drafts/use-text-draft'
import { useIdempotencyKey } from '@/app/idempotency'
import { replace, useParams } from '@/app/pages'
import { guardPage } from '@/app/shell/guard-page'
import { askToSubscribe } from '@/app/subscribe'
import { Screen } from '@/app/shell/screen'
import { withPermission } from '@/app/shell/with-permission'
import { useAction } from '@/app/use-action'
import { useDebounced } from '@/app/use-debounced'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Chips } from '@/ui/chips'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { FootBar } from '@/ui/foot-bar'
import { toast } from '@/ui/toast'
import { makeShortlist, usePreview, type NewShortlist } from '../api'
import { noteDrafts } from '../drafts'
import { GuestList } from '../view/guest-list'
import './create.scss'

const TITLE = '做名单'
const HOURS_A_DAY = 24
const DURATIONS = [
  { value: String(HOURS_A_DAY), label: '1天' },
  { value: String(3 * HOURS_A_DAY), label: '3天' },
  { value: String(SHORTLIST_HOURS.usual), label: '7天' },
  { value: String(SHORTLIST_HOURS.max), label: '30天' },
] as const

/** How the preview waits for the name to be typed. */
const TYPING_MS = 500

function ShortlistCreate() {
  const { customerId = '', workers = '', name = '' } = useParams('shortlistCreate')
  const [recipient, setRecipient] = useState(name)
  const { text: note, setText: setNote, drop } = useTextDraft(noteDrafts, customerId)
  const [hours, setHours] = useState<string>(String(SHORTLIST_HOURS.usual))
  const body: NewShortlist = {
    customerId,
    workerIds: workers.split(',').filter(Boolean),
    recipient: storedName(recipient) || '您',
    hours: Number(hours),
    ...(note.trim() ? { note: note.trim() } : {}),
  }
  // As text, because the same wish is another object at each drawing.
  const preview = usePreview(JSON.parse(useDebounced(JSON.stringify(body), TYPING_MS)) as NewShortlist)
  const keyFor = useIdempotencyKey()
  const gap =
    storedName(recipient) === '' ? '写一下怎么称呼客户，名单上印着。' : nameProblem(storedName(recipient), '称呼')
  const { run, busy, problem } = useAction(
    async () => {
      const list = await makeShortlist(body, keyFor(body))
      drop(customerId)
      replace('shortlistDetail', { id: list.id })
    },
    { once: true },
  )
  const look = () => toast('这是客户会看到的样子，先生成链接')
  return (
    <Screen
      title={TITLE}
      query={preview}
      pad={false}
      foot={
        <FootBar>
          <Button
            grow
            busy={busy}
            busyText="正在生成"
            disabled={gap !== undefined}
            onTap={() => {
              // First in the tap: WeChat opens its dialog nowhere else.
              void askToSubscribe(['customer']).catch(() => undefined)
              void run()
            }}
          >
            生成链接
          </Button>
        </FootBar>
      }
    >
      {(list) => (
        <>
          <View className="sc-form">
            <Card pad="rows">
              <Field
                look="row"
                label="称呼"
                placeholder="例如 陈女士"
                value={recipient}
                onInput={setRecipient}
                maxLength={RECIPIENT_MAX}
                error={gap}
              />
              <Field
                look="row"
                label="捎句话"
                placeholder="可以不写"
                value={note}
                onInput={setNote}
                maxLength={COMMENT_MAX}
              />
              <View className="sc-hours">
                <View className="sc-hours__k">能看多久</View>
                <Chips<string> ground="surface" options={DURATIONS} value={[hours]} onTap={setHours} />
              </View>
            </Card>
            {problem ? <FieldError {...problem} /> : null}
            <View className="sc-title">客户看到的是这样</View>
          </View>
          <GuestList list={list} onLike={look} onComment={look} onCompare={look} />
        </>
      )}
    </Screen>
  )
}

const Permitted = withPermission({ permission: 'customer:edit', title: TITLE }, ShortlistCreate)

export default guardPage(Permitted)
