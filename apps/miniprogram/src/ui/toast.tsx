import { View } from '@tarojs/components'
import { useEffect } from 'react'
import { create } from 'zustand'
import { Icon } from './icon'
import { Tap } from './tap'
import './toast.scss'

interface Message {
  readonly id: number
  readonly text: string
  readonly undo?: { readonly text: string; readonly run: () => void } | undefined
}

const useMessage = create<{ readonly message: Message | undefined }>(() => ({ message: undefined }))
let count = 0

const hide = (id: number) => {
  if (useMessage.getState().message?.id === id) useMessage.setState({ message: undefined })
}

/** Shows one short line about a success. Errors are never shown as toasts only. */
export function toast(text: string, undo?: { readonly text?: string; readonly run: () => void }): void {
  count += 1
  useMessage.setState({ message: { id: count, text, undo: undo && { text: undo.text ?? '撤销', run: undo.run } } })
}

/** Each Screen has one; only the Screen in front shows the toast, so that it outlives the page that is left. */
export function ToastHost({ front }: { readonly front: boolean }) {
  const message = useMessage((state) => (front ? state.message : undefined))
  useEffect(() => {
    if (!message) return undefined
    const timer = setTimeout(() => hide(message.id), message.undo ? 6000 : 2000)
    return () => clearTimeout(timer)
  }, [message])
  if (!message) return null
  const { id, text, undo } = message
  const act = () => {
    undo?.run()
    hide(id)
  }
  return (
    <View className="q-toast" role="status" ariaRole="alert">
      <View className="q-toast__in">
        {undo ? null : <Icon name="check" size="s" />}
        <View className="q-toast__text">{text}</View>
        {undo ? (
          <Tap className="q-toast__act" onTap={act}>
            {undo.text}
          </Tap>
        ) : null}
      </View>
    </View>
  )
}
