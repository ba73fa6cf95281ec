import { View } from '@tarojs/components'
import { useState } from 'react'
import { useStore } from 'zustand'
import { showProblems, type AnyForm } from '@/app/form/form'
import { useAction } from '@/app/use-action'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { tryRules } from '../api'
import { bodyOf, problemsOf, type Values } from './form'

type Result = Awaited<ReturnType<typeof tryRules>>

const formatLevels = (byLevel: Readonly<Record<string, number>>) =>
  Object.entries(byLevel)
    .map(([level, n]) => `${level}${n}位`)
    .join('、')

/** One sentence for each rule. */
function sentencesOf(result: Result, { poolOn }: Pick<Values, 'poolOn'>): readonly string[] {
  const { soon, week, byLevel, postponed, reminders, inPool, overClaims, overViews, overHeld } = result
  const stopped = [
    overClaims > 0 ? `${overClaims}人今天不能再领` : '',
    overViews > 0 ? `${overViews}人今天不能再细看` : '',
    overHeld > 0 ? `${overHeld}人手上满了` : '',
  ].filter(Boolean)
  return [
    reminders.week === 0
      ? '7天内没有要提醒的客户。'
      : `7天内会提醒${reminders.week}位，其中${reminders.soon}位就在一天内：${formatLevels(reminders.byLevel)}。`,
    week === 0
      ? '7天内没有客户会回公海。'
      : `7天内有${week}位会回公海，其中${soon}位就在一天内：${formatLevels(byLevel)}。`,
    postponed > 0 ? `其中${postponed}位到点时在休息，会等到上班。` : '',
    poolOn || inPool === 0 ? '' : `公海里现在有${inPool}位，关了以后领不了。`,
    stopped.length > 0 ? `${stopped.join('，')}。` : '每天的次数没有人超过。',
  ].filter(Boolean)
}

/** What these rules would do, before they are saved; a change of the form takes the result away. */
export function DryRun({ form }: { readonly form: AnyForm<Values> }) {
  const [tried, setTried] = useState<{ readonly values: Values; readonly result: Result }>()
  const values = useStore(form, (state) => state.values)
  const { run, busy, problem } = useAction(async () => {
    const problems = problemsOf(values)
    showProblems(form, problems)
    if (Object.keys(problems).length === 0) setTried({ values, result: await tryRules(bodyOf(values)) })
  })
  return (
    <Card title="先试算">
      {tried && tried.values === values ? (
        sentencesOf(tried.result, values).map((sentence) => (
          <View className="cd-release" key={sentence}>
            {sentence}
          </View>
        ))
      ) : (
        <View className="cd-release">保存前先看看，按这样会动到几位客户、几位同事。</View>
      )}
      <Button kind="plain" size="m" busy={busy} busyText="正在算" onTap={() => void run()}>
        算算会动到谁
      </Button>
      {problem ? <FieldError {...problem} /> : null}
    </Card>
  )
}
