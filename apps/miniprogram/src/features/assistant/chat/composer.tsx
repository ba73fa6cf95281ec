import { Textarea, View } from '@tarojs/components'
import { isApiError } from '@qingpin/contract/client'
import { QUESTION_MAX } from '@qingpin/contract/assistant/assistant.rules'
import { useSells } from '@/app/credits'
import { go } from '@/app/pages'
import { inputLabel } from '@/platform/input-kind'
import { CURSOR_SPACING } from '@/ui/cursor-spacing'
import { NO_MAX } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { Icon } from '@/ui/icon'
import { readError } from '@/ui/read-error'
import { Tap } from '@/ui/tap'
import { overLimit } from '@/ui/text-limit'
import { usePushed } from '@/ui/use-pushed'
import type { Price } from '../api'
import type { Sending } from './use-chat'
import './composer.scss'

export interface ComposerProps {
  readonly text: string
  readonly onInput: (text: string) => void
  readonly placeholder: string
  readonly price: Price
  /** Credits that can be spent here, those held for the answer being written here included. */
  readonly available: number
  readonly sending: Sending
  readonly onSend: () => void
  /** Stops the answer that is being written; shown in place of the send button. */
  readonly running?: { readonly stopping: boolean; readonly onStop: () => void } | undefined
}

export function Composer(props: ComposerProps) {
  const { text, onInput, placeholder, price, available, sending, onSend, running } = props
  const pushed = usePushed(text)
  const sells = useSells()
  const short = available < price.most
  const over = overLimit(text, QUESTION_MAX)
  const ready = text.trim() !== '' && !over && !sending.busy
  return (
    <View className="composer">
      {over ? <FieldError text={over} /> : sending.error === undefined ? null : <SendError error={sending.error} />}
      <View className="composer__price">
        <View className={short ? 'composer__short' : ''}>{formatPrice(price, available)}</View>
        {short && sells ? (
          <Tap className="composer__buy" role="link" onTap={() => go('credits')}>
            {`余额 ${available}，去买积分`}
          </Tap>
        ) : (
          <View className="composer__balance">余额 {available}</View>
        )}
      </View>
      <View className="composer__line">
        <View className="composer__field">
          <Textarea
            key={pushed.generation}
            className="composer__area"
            defaultValue={pushed.value}
            placeholder={placeholder}
            placeholderClass="composer__ph"
            maxlength={NO_MAX}
            autoHeight
            adjustPosition
            cursorSpacing={CURSOR_SPACING}
            disableDefaultPadding
            showConfirmBar={false}
            {...inputLabel(placeholder)}
            onInput={(event) => onInput(pushed.typed(event.detail.value))}
          />
        </View>
        {running ? (
          <Tap className="composer__stop" label="停下" disabled={running.stopping} onTap={running.onStop}>
            {running.stopping ? (
              <Icon name="refresh" size="s" className="q-spin" />
            ) : (
              <View className="composer__square" />
            )}
          </Tap>
        ) : (
          <Tap className="composer__send" label="发送" disabled={!ready} onTap={onSend}>
            {sending.busy ? <Icon name="refresh" size="s" className="q-spin" /> : <Icon name="send" size="s" />}
          </Tap>
        )}
      </View>
    </View>
  )
}

const formatPrice = ({ least, most }: Price, available: number) =>
  available < most ? `这条要先留${most}积分，余额不够` : `这条预计${least}–${most}积分，失败不扣`

/** Whether the question was certainly refused. After a timeout or a network error it may have arrived. */
const answered = (error: unknown) => isApiError(error) && error.status < 500

function SendError({ error }: { readonly error: unknown }) {
  const { title, text } = readError(error)
  const words = answered(error)
    ? [title, text, '写好的都在，没有扣积分。']
    : [title, '还不知道发出去没有。写好的都在，再发一次也只算一次。']
  return (
    <View className="composer__error" role="alert">
      <Icon name="alert" size="xs" />
      <View className="composer__why">
        {words
          .filter(Boolean)
          .map((sentence) => sentence.replace(/。?$/, '。'))
          .join('')}
      </View>
    </View>
  )
}
