import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import { Card } from '@/ui/card'
import type { ResumeDetail } from '../api'
import { factGroups } from './fact-groups'
import './lines.scss'

export function FactsCards({ resume }: { readonly resume: ResumeDetail }) {
  return (
    <>
      {factGroups(resume, serverNow()).map(({ title, facts, missing }) => (
        <Card title={title} key={title}>
          {facts.map(({ label, value }) => (
            <View className="rd-line rd-line--fact" key={label}>
              <View className="rd-line__label">{label}</View>
              <View className="rd-line__value">{value}</View>
            </View>
          ))}
          {missing.length > 0 ? <View className="rd-missing">还没填：{missing.join('、')}</View> : null}
        </Card>
      ))}
    </>
  )
}
