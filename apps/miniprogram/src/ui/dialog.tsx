import { View } from '@tarojs/components'
import { Button } from './button'
import { classNames } from './class-names'
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
  /** Only closes the dialog. */
  readonly cancel?: string
  /** Another way to go on, where there are two. */
  readonly other?: { readonly text: string; readonly onTap: () => void } | undefined
  readonly danger?: boolean
  readonly busy?: boolean
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/** Only for what cannot be undone. */
export function Dialog(props: DialogProps) {
  const {
    open,
    title,
    text,
    confirm,
    cancel = '先不',
    danger = false,
    busy = false,
    other,
    onConfirm,
    onCancel,
  } = props
  return (
    <Layer open={open} title={title} onClose={onCancel} place="centre" className="q-dialog">
      <View className="q-dialog__title">{title}</View>
      {text ? <View className="q-dialog__text">{text}</View> : null}
      <View className={classNames('q-dialog__foot', other && 'q-dialog__foot--three')}>
        <Button kind="plain" grow onTap={onCancel} disabled={busy}>
          {cancel}
        </Button>
        {other ? (
          <Button kind="plain" grow onTap={other.onTap} disabled={busy}>
            {other.text}
          </Button>
        ) : null}
        <Button kind={danger ? 'danger' : 'primary'} grow busy={busy} onTap={onConfirm}>
          {confirm}
        </Button>
      </View>
    </Layer>
  )
}
