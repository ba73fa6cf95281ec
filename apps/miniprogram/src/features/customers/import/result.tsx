import { View } from '@tarojs/components'
import { useState } from 'react'
import { go, replace } from '@/app/pages'
import { useAction } from '@/app/use-action'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { Segmented } from '@/ui/segmented'
import { Tap } from '@/ui/tap'
import { ROWS_SHOWN, saveTable, useImportRows, type Import, type Problem } from '../tables/api'

type Shown = 'refused' | 'skipped'

/** What became of the rows, and those that were not taken. */
export function Result({ id, fileName, format, state, stopped, counts }: Import) {
  const [chosen, setShown] = useState<Shown>()
  const shown: Shown = chosen ?? (counts.refused > 0 ? 'refused' : 'skipped')
  const rows = useImportRows(id, shown, state !== 'running' && counts[shown] > 0)
  const { run, busy, problem } = useAction(() =>
    saveTable(
      `/api/customers/imports/${encodeURIComponent(id)}/file`,
      { result: shown, format },
      `${fileName.replace(/\.\w+$/, '')}-${shown === 'refused' ? '没有导入的' : '跳过的'}`,
    ),
  )
  return (
    <>
      <Card title={fileName}>
        {stopped ? <View className="ctab-note">{stopped}</View> : null}
        <View className="ctab-counts">
          <Count n={counts.created} text="导入了" />
          {counts.filled > 0 ? <Count n={counts.filled} text="补充了" /> : null}
          <Count n={counts.skipped} text="已有，跳过" />
          <Count n={counts.refused} text="没有导入" />
          {counts.waiting > 0 ? <Count n={counts.waiting} text="还没轮到" /> : null}
        </View>
      </Card>
      {state !== 'running' && counts.refused + counts.skipped > 0 ? (
        <Card>
          <View className="ctab-line">
            <Segmented<Shown>
              options={[
                { value: 'refused', label: '没有导入', count: counts.refused },
                { value: 'skipped', label: '跳过的', count: counts.skipped },
              ]}
              value={shown}
              onChange={setShown}
            />
          </View>
          {rows.data?.items.map((row) => (
            <ProblemRow key={row.line} {...row} />
          ))}
          {counts[shown] > ROWS_SHOWN ? (
            <View className="ctab-note">{`还有${counts[shown] - ROWS_SHOWN}行，都在下面的文件里。`}</View>
          ) : null}
          {counts[shown] > 0 ? (
            <>
              <View className="ctab-note">文件里写着每一行的原因，改好以后可以再导一次。</View>
              <Button kind="plain" size="m" icon="download" busy={busy} busyText="正在取" onTap={() => void run()}>
                下载这些行
              </Button>
            </>
          ) : null}
          {problem ? <FieldError {...problem} /> : null}
        </Card>
      ) : null}
      {state === 'running' ? null : (
        <Button kind="plain" size="m" onTap={() => replace('customerTables', {})}>
          再导一个
        </Button>
      )}
    </>
  )
}

function Count({ n, text }: { readonly n: number; readonly text: string }) {
  return (
    <View>
      <View className="ctab-count__n">{n}</View>
      <View className="ctab-count__k">{text}</View>
    </View>
  )
}

/** A row that was not taken, and why. */
export function ProblemRow({ line, name, reasons, customerId }: Problem) {
  const text = (
    <>
      <View>{`第${line}行 ${name ?? ''}`}</View>
      <View className="ctab-row__k">{reasons.join('')}</View>
    </>
  )
  if (!customerId) return <View className="ctab-row">{text}</View>
  return (
    <Tap className="ctab-row" role="link" onTap={() => go('customerDetail', { id: customerId })}>
      {text}
    </Tap>
  )
}
