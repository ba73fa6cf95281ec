import { View } from '@tarojs/components'
import { Button } from './button'
import { Layer } from './layer'
import './dialog.scss'

export interface DialogProps {
  readonly open: boolean
  /** The question. */
  readonly title: string
  /** The consequence, in one sentence. */
  readonly text?: string | undefined
  /** A verb: 不公开. */
  readonly confirm: string
  readonly cancel?: string
  readonly danger?: boolean
  readonly busy?: boolean
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/** Only for what cannot be undone. */
export function Dialog(props: DialogProps) {
  const { open, title, text, confirm, cancel = '先不', danger = false, busy = false, onConfirm, onCancel } = props
  return (
    <Layer open={open} title={title} onClose={onCancel} place="centre" className="q-dialog">
      <View className="q-dialog__title">{title}</View>
      {text ? <View className="q-dialog__text">{text}</View> : null}
      <View className="q-dialog__foot">
        <Button kind="plain" grow onTap={onCancel} disabled={busy}>
          {cancel}
        </Button>
        <Button kind={danger ? 'danger' : 'primary'} grow busy={busy} onTap={onConfirm}>
          {confirm}
        </Button>
      </View>
    </Layer>
  )
}
