import { View } from '@tarojs/components'
import { go, replace } from '@/app/pages'
import { useAccount } from '@/app/session'
import { Art } from '@/ui/art'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FootBar } from '@/ui/foot-bar'
import { Icon } from '@/ui/icon'
import { Screen } from '@/ui/screen'
import { AgencyCall, useAgencyName } from '../worker-facts/agency-call'
import type { Registered } from './submit'

/** What happens after a registration, so that nobody waits without knowing for what. */
export function Received({ reply }: { readonly reply: Registered }) {
  const agency = useAgencyName()
  const hers = useAccount()?.role === 'personal'
  const foot = (
    <FootBar
      below={
        <AgencyCall kind="text" size="m">
          有事打电话问
        </AgencyCall>
      }
    >
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
  return (
    <Screen title="登记求职" foot={foot} onBack={() => go('home')}>
      <View className="reg-got">
        <Art name="under-review" />
        <View className="reg-got__title">收到了，{reply.name}</View>
        <View className="reg-got__text">{agency}会看您的资料</View>
      </View>
      {reply.warnings.length > 0 ? (
        <Card className="reg-got__warn">
          {reply.warnings.map(({ field, message }) => (
            <View key={field} className="reg-doubt">
              <Icon name="alert" size="s" />
              <View className="reg-doubt__text">{message}</View>
            </View>
          ))}
        </Card>
      ) : null}
      <Card title="接下来">
        <View className="reg-next">
          <Next n={1} title="经纪人看资料" text="缺什么会问您" />
          <Next n={2} title="打电话给您" text={reply.phone ? `请留意${reply.phone}` : '聊聊您想做的活'} />
          <Next n={3} title="约面试" text="有合适的活，再请您来" />
        </View>
      </Card>
    </Screen>
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
