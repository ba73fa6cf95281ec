import { storedText } from '@qingpin/contract/core/text'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { useActions } from '@/app/use-action'
import { Button } from '@/ui/button'
import { Chips } from '@/ui/chips'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { setVisibility } from './api'
import { WAYS_OF_CONSENT } from './format-publicity'
import './publicity.scss'

interface ListingSheetProps {
  readonly open: boolean
  readonly id: string
  /** A draft may also leave the review without being listed. */
  readonly draft: boolean
  readonly onClose: () => void
}

const ways = WAYS_OF_CONSENT.map((way) => ({ value: way, label: way }))

/** Asks how the worker agreed before she is listed: she is not public before that. */
export function ListingSheet({ open, id, draft, onClose }: ListingSheetProps) {
  const [note, setNote] = useState('')
  const [gap, setGap] = useState('')
  const { busy, problem, run } = useActions()
  useEffect(() => {
    if (!open) return
    setNote('')
    setGap('')
  }, [open])
  const write = (text: string) => {
    setNote(text)
    setGap('')
  }
  const list = async () => {
    if (storedText(note) === '') return setGap('请写下她怎么同意上架的，比如：签约时当面同意。')
    if (await run(() => setVisibility(id, { listed: true, note: storedText(note) }))) {
      toast('上架了，同意也记下了')
      onClose()
    }
  }
  const file = async () => {
    if (await run(() => setVisibility(id, { reviewed: true }))) {
      toast('建档了，没有上架')
      onClose()
    }
  }
  return (
    <Sheet
      open={open}
      title="她本人同意上架吗？"
      onClose={onClose}
      footer={
        <>
          {draft ? (
            <Button kind="plain" disabled={busy} onTap={() => void file()}>
              只建档
            </Button>
          ) : null}
          <Button grow busy={busy} busyText="上架中" onTap={() => void list()}>
            她同意，上架
          </Button>
        </>
      }
    >
      <View className="pub-ask">
        <View className="pub-words">
          上架后，谁都看得到她的姓、年龄、籍贯、工种和介绍。全名、手机号和照片要她另外同意，证件和住址从不公开。
        </View>
        <Chips<string> ground="surface" options={ways} value={[note]} onTap={write} />
        <Field
          label="怎么同意的"
          placeholder="比如：签约时当面同意"
          value={note}
          onInput={write}
          maxLength={200}
          error={gap || undefined}
        />
        {problem ? <FieldError {...problem} /> : null}
      </View>
    </Sheet>
  )
}
