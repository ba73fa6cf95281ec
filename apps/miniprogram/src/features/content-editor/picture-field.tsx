import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/app/use-action'
import { mediaUrl } from '@/platform/api-address'
import { pickFiles, pickSources, releasePicked } from '@/platform/pick-files'
import type { PickSource } from '@/platform/picked-file.types'
import { FieldError } from '@/ui/field-frame'
import { PickOneSheet } from '@/ui/picker-sheet'
import { failure } from '@/ui/read-error'
import { Uploader } from '@/ui/uploader'
import { sendPicture } from './api'

const SOURCE_LABELS: Readonly<Record<PickSource, string>> = {
  camera: '现在拍',
  album: '从相册选',
  chat: '从微信聊天里选',
}

interface PictureFieldProps {
  /** 封面, 图片 */
  readonly label: string
  readonly url: string
  readonly onChange: (url: string) => void
  readonly error?: string | undefined
}

/** One picture that everybody will see: chosen, sent, and shown as it came back. */
export function PictureField({ label, url, onChange, error }: PictureFieldProps) {
  const [asking, setAsking] = useState(false)
  const sources = pickSources('picture')
  const { run, busy, problem } = useAction(async (source: PickSource) => {
    const files = await pickFiles({ source, what: 'picture', most: 1 }).catch(() => {
      throw failure(source === 'camera' ? '没能打开相机。可以先拍好，再从相册选。' : '没能打开相册，请允许后再试。')
    })
    const [file] = files
    if (!file) return
    try {
      onChange(await sendPicture(file))
    } finally {
      releasePicked(file)
    }
  })
  const start = () => {
    const [only] = sources
    if (only !== undefined && sources.length === 1) void run(only)
    else setAsking(true)
  }
  const waiting = busy ? [{ id: 'sending', label, icon: 'image' as const, busy: '正在传', removable: false }] : []
  const items = url && !busy ? [{ id: url, label, src: mediaUrl(url) }] : waiting
  return (
    <View className="ce-pic">
      <Uploader
        items={items}
        most={1}
        addText={`加${label}`}
        addIcon="image"
        onAdd={start}
        onAgain={start}
        onRemove={() => onChange('')}
      />
      {problem ? <FieldError {...problem} /> : error ? <FieldError text={error} /> : null}
      <PickOneSheet<PickSource>
        open={asking}
        title={`加${label}`}
        options={sources.map((value) => ({ value, label: SOURCE_LABELS[value] }))}
        value={undefined}
        onPick={(source) => void run(source)}
        onClose={() => setAsking(false)}
      />
    </View>
  )
}
