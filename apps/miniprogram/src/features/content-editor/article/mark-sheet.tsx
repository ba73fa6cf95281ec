import { BANNER_MAX, isHttps } from '@qingpin/contract/content/content.rules'
import { useState } from 'react'
import { Button } from '@/ui/button'
import { Field } from '@/ui/field'
import { Segmented } from '@/ui/segmented'
import { Sheet } from '@/ui/sheet'
import { marked, type EditBlock } from './spans'

type Look = 'strong' | 'link'
const LOOKS = [
  { value: 'strong' as Look, label: '加粗' },
  { value: 'link' as Look, label: '链接' },
]

interface MarkSheetProps {
  readonly open: boolean
  readonly part: EditBlock
  readonly onMark: (part: EditBlock) => void
  readonly onClose: () => void
}

/** Asks which words of a part are bold or lead somewhere: a phone selects words badly, and tells an app nothing of it. */
export function MarkSheet({ open, part, onMark, onClose }: MarkSheetProps) {
  return (
    <Sheet open={open} title="加粗或链接" onClose={onClose}>
      {open ? <Asking part={part} onMark={onMark} onClose={onClose} /> : null}
    </Sheet>
  )
}

function Asking({ part, onMark, onClose }: Omit<MarkSheetProps, 'open'>) {
  const [look, setLook] = useState<Look>('strong')
  const [words, setWords] = useState('')
  const [href, setHref] = useState('')
  const [problem, setProblem] = useState<{ words?: string; href?: string }>({})
  const done = () => {
    const address = href.trim()
    if (look === 'link' && !isHttps(address)) return setProblem({ href: '网址要以 https:// 开头。' })
    const next = marked(part, words.trim(), look === 'link' ? address : undefined)
    if (!next) return setProblem({ words: '这一段里没有这几个字，或者已经标过了。' })
    onMark(next)
    onClose()
  }
  return (
    <>
      <Segmented<Look> options={LOOKS} value={look} onChange={setLook} />
      <Field label="哪几个字" placeholder="照着这一段写" value={words} error={problem.words} onInput={setWords} />
      {look === 'link' ? (
        <Field
          label="网址"
          placeholder="https://"
          keyboard="username"
          value={href}
          maxLength={BANNER_MAX.address}
          error={problem.href}
          onInput={setHref}
        />
      ) : null}
      <Button grow onTap={done}>
        好了
      </Button>
    </>
  )
}
