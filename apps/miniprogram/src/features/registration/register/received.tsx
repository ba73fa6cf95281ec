import { View } from '@tarojs/components'
import { go, replace } from '@/app/pages'
import { useAccount } from '@/app/session'
import { Art } from '@/ui/art'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FootBar } from '@/ui/foot-bar'
import { Icon } from '@/ui/icon'
import { Screen } from '@/app/shell/screen'
import { CallAgency, useAgencyName, useReviewTime } from '@/app/agency'
import { afterReview, ListingPrompt } from '@/features/my-resume'
import type { Registered, ClaimedRecord } from './submit'

/** Shown after a registration: what happens next. */
export function Received({ reply: { name, phone, warnings } }: { readonly reply: Registered }) {
  const agency = useAgencyName()
  return (
    <After
      title={`收到了，${name}`}
      text={`${agency}会看您的资料`}
      look="经纪人看资料"
      warnings={warnings.map(({ message }) => message)}
      phone={phone}
    />
  )
}

/** Shown after a record was claimed. */
export function Claimed({ reply: { name, filled, differing } }: { readonly reply: ClaimedRecord }) {
  const text = filled.length > 0 ? '和以前的资料放到一起了' : '以前的资料都在'
  const warnings = differing.length > 0 ? [`有${differing.length}处和档案不一样，先按档案，经纪人会跟您核对。`] : []
  const look = filled.length > 0 ? '经纪人看新填的' : '经纪人和您核对资料'
  return <After title={`接上了，${name}`} text={text} look={look} warnings={warnings} phone={null} />
}

interface AfterProps {
  readonly title: string
  readonly text: string
  /** The first thing that happens next. */
  readonly look: string
  readonly warnings: readonly string[]
  /** Masked. */
  readonly phone: string | null
}

function After({ title, text, look, warnings, phone }: AfterProps) {
  const reviewTime = useReviewTime()
  const hers = useAccount()?.role === 'personal'
  return (
    <Screen title="登记求职" foot={<Foot />} onBack={() => go('home')}>
      <View className="reg-got">
        <Art name="under-review" />
        <View className="reg-got__title">{title}</View>
        <View className="reg-got__text">{text}</View>
      </View>
      {warnings.length > 0 ? (
        <Card className="reg-got__warn">
          {warnings.map((text) => (
            <View key={text} className="reg-warning">
              <Icon name="alert" size="s" />
              <View className="reg-warning__text">{text}</View>
            </View>
          ))}
        </Card>
      ) : null}
      {hers ? <ListingPrompt /> : null}
      <Card title="接下来">
        <View className="reg-next">
          <Next n={1} title={look} text={afterReview(reviewTime, '缺什么会问您')} />
          <Next n={2} title="打电话给您" text={phone ? `请留意${phone}` : '聊聊您想做的活'} />
          <Next n={3} title="约面试" text="有合适的活，再请您来" />
        </View>
      </Card>
    </Screen>
  )
}

function Foot() {
  const hers = useAccount()?.role === 'personal'
  const call = <CallAgency>有事打电话问</CallAgency>
  return (
    <FootBar below={call}>
      {hers ? (
        <>
          <Button kind="plain" onTap={() => replace('papers')}>
            传照片
          </Button>
          <Button grow onTap={() => replace('myResume')}>
            看我的简历
          </Button>
        </>
      ) : (
        <Button grow onTap={() => go('home')}>
          回首页
        </Button>
      )}
    </FootBar>
  )
}

function Next({ n, title, text }: { readonly n: number; readonly title: string; readonly text: string }) {
  return (
    <View className="reg-next__one">
      <View className="reg-next__n">{n}</View>
      <View className="reg-next__words">
        <View className="reg-next__title">{title}</View>
        <View className="reg-next__text">{text}</View>
      </View>
    </View>
  )
}
