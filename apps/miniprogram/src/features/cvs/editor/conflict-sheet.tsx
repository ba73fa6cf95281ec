import { SECTION_TITLES, type ListName, type SectionName } from '@qingpin/cv/document'
import type { TextConflict } from '@qingpin/cv/merge'
import type { TextPath } from '@qingpin/cv/operations'
import { useState } from 'react'
import { Button } from '@/ui/button'
import { EditConflictChoice, ConflictReason } from '@/ui/edit-conflict'
import { formatTime } from '@/ui/format-time'
import { Sheet } from '@/ui/sheet'
import { formatCvMonth } from './format-cv-month'
import { BASICS_LINES, INTENTION_LINES, LISTS } from './sections'
import { useEditor } from './use-editor'

interface ConflictSheetProps {
  readonly open: boolean
  readonly onResolve: (mine: readonly TextPath[]) => void
  readonly onClose: () => void
}

/** For texts that were changed here and elsewhere: shows both versions, and the person chooses one of each. */
export function ConflictSheet({ open, onResolve, onClose }: ConflictSheetProps) {
  const conflict = useEditor((state) => state.conflict)
  const [yielded, setYielded] = useState<readonly TextPath[]>([])
  if (!conflict) return null
  const { texts, at, from } = conflict
  const words = from === 'tab' ? OTHER_TAB : ELSEWHERE
  const mine = texts.map(({ path }) => path).filter((path) => !yielded.includes(path))
  const choose = (path: TextPath, here: boolean) =>
    setYielded(here ? yielded.filter((other) => other !== path) : [...yielded, path])
  const footer = (
    <Button grow onTap={() => onResolve(mine)}>
      就这样存
    </Button>
  )
  return (
    <Sheet open={open} title={words.title} onClose={onClose} footer={footer}>
      <ConflictReason>{`${formatTime(at, Date.now())}${words.reason}两边写的都在，每一处选一个留下。`}</ConflictReason>
      {texts.map((text) => (
        <EditConflictChoice
          key={text.path}
          label={formatPath(text)}
          mine={{ title: words.mine, text: formatText(text.mine) }}
          theirs={{ title: words.theirs, text: formatText(text.theirs) }}
          keepsMine={mine.includes(text.path)}
          onChoose={(here) => choose(text.path, here)}
        />
      ))}
    </Sheet>
  )
}

const ELSEWHERE = { title: '在别处也改过', reason: '在别处存过。', mine: '这部手机上', theirs: '别处存的' }
const OTHER_TAB = {
  title: '另一个标签页也写过',
  reason: '另一个标签页写过这份简历，没存上就关了。',
  mine: '我的',
  theirs: '另一个标签页的',
}

const formatText = (text: string) => formatCvMonth(text) || '没填'

function formatPath({ path }: TextConflict): string {
  const [section = 'basics', id, field] = path.split('.') as [SectionName, string?, string?]
  const title = SECTION_TITLES[section]
  if (section === 'selfEvaluation') return title
  if (section === 'basics' || section === 'intention') {
    const lines = section === 'basics' ? BASICS_LINES : INTENTION_LINES
    return `${title}，${lines.find((line) => line.field === id)?.label ?? ''}`
  }
  if (field === 'from' || field === 'to') return `${title}，${field === 'from' ? '开始' : '结束'}`
  const list: ListName = section
  const label = LISTS[list].lines.find((line) => line.field === field)?.label ?? LISTS[list].bullets?.title
  return `${title}，${label ?? ''}`
}
