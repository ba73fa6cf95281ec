import { View } from '@tarojs/components'
import { textAt } from '@qingpin/cv/operations'
import { useRef, useState } from 'react'
import { Button } from '@/ui/button'
import { Chips } from '@/ui/chips'
import { FootBar } from '@/ui/foot-bar'
import { Sheet } from '@/ui/sheet'
import { ask, setText, type Asking } from './editor-store'
import { CURRENT } from './format-cv-month'
import { useEditor, useEditorStore } from './use-editor'
import './editor.scss'

type AskedMonth = Extract<Asking, { kind: 'month' }>

/** A year and a month, each by one tap. */
export function MonthSheet() {
  const editor = useEditorStore()
  const asking = useEditor((state) => (state.asking?.kind === 'month' ? state.asking : undefined))
  // While the sheet closes it still shows its last question.
  const last = useRef<AskedMonth>({ kind: 'month', path: 'basics.birth', title: '', now: false })
  if (asking) last.current = asking
  return (
    <Sheet open={asking !== undefined} title={last.current.title} onClose={() => ask(editor, undefined)}>
      {asking ? <MonthChoice key={asking.path} asked={asking} /> : null}
    </Sheet>
  )
}

const RECENT = 15
const ALL = 60
const MONTHS = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'))

function MonthChoice({ asked }: { readonly asked: AskedMonth }) {
  const editor = useEditorStore()
  const value = useEditor(({ document }) => textAt(document, asked.path))
  const [year, setYear] = useState(value.slice(0, 4))
  const thisYear = new Date().getFullYear()
  const old = asked.path === 'basics.birth' || Number(year || thisYear) <= thisYear - RECENT
  const [all, setAll] = useState(old)
  const years = Array.from({ length: all ? ALL : RECENT }, (_, index) => String(thisYear - index))
  const take = (text: string) => {
    setText(editor, asked.path, text)
    ask(editor, undefined)
  }
  return (
    <View>
      <View className="cve-pick__label">年</View>
      <View className="cve-pick__years">
        <Chips<string>
          options={[
            ...years.map((one) => ({ value: one, label: one })),
            ...(all ? [] : [{ value: 'more', label: '更早' }]),
          ]}
          value={[year]}
          ground="surface"
          onTap={(one) => (one === 'more' ? setAll(true) : setYear(one))}
        />
      </View>
      <View className="cve-pick__label">月</View>
      <View className="cve-pick__months">
        <Chips<string>
          options={MONTHS.map((month) => ({ value: month, label: `${Number(month)}月` }))}
          value={value.startsWith(`${year}-`) ? [value.slice(5)] : []}
          ground="surface"
          onTap={(month) => take(`${/^\d{4}$/.test(year) ? year : thisYear}-${month}`)}
        />
      </View>
      <View className="cve-pick__foot">
        <FootBar>
          <Button kind="plain" grow onTap={() => take('')}>
            不填
          </Button>
          {asked.now ? (
            <Button kind="sec2" grow onTap={() => take(CURRENT)}>
              至今
            </Button>
          ) : null}
        </FootBar>
      </View>
    </View>
  )
}
