import { View } from '@tarojs/components'
import { memo } from 'react'
import { go } from '@/app/pages'
import { mediaUrl } from '@/platform/api-address'
import { classNames } from '@/ui/class-names'
import { Findings } from '@/ui/findings'
import { Icon } from '@/ui/icon'
import { MetaLine } from '@/ui/meta-line'
import { Portrait } from '@/ui/portrait'
import { Tap } from '@/ui/tap'
import type { Match } from './api'

interface MatchRowProps {
  readonly match: Match
  readonly chosen: boolean
  readonly onChoose: (match: Match) => void
}

/** A worker with why she suits and how far off she is; the mark puts her on the list that is being made. */
export const MatchRow = memo(function MatchRow({ match, chosen, onChoose }: MatchRowProps) {
  const { id, name, age, nativePlace, expectedSalary, reasons, gaps } = match
  return (
    <View className="cm-row">
      <Tap className="cm-row__who" role="link" label={`${name}的简历`} onTap={() => go('resumeDetail', { id })}>
        <Portrait src={mediaUrl(match.avatarUrl)} size="m" />
        <View className="cm-row__text">
          <View className="cm-row__top">
            <View className="cm-row__name">{name}</View>
            <MetaLine facts={[`${age}岁`, nativePlace]} />
          </View>
          <View className="cm-row__pay">
            <View className="cm-row__n">{expectedSalary > 0 ? expectedSalary : '面议'}</View>
            {expectedSalary > 0 ? <View className="cm-row__unit">元/月</View> : null}
          </View>
          <Findings reasons={reasons} gaps={gaps} />
        </View>
      </Tap>
      <Tap className="cm-row__pick" role="checkbox" on={chosen} label={`选${name}`} onTap={() => onChoose(match)}>
        <View className={classNames('cm-mark', chosen && 'cm-mark--on')}>
          {chosen ? <Icon name="check" size="xs" /> : null}
        </View>
      </Tap>
    </View>
  )
})
