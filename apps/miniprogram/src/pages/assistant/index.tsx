import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { isStaffRole } from '@qingpin/contract/core/policy'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { useTabBar } from '@/app/tabs'
import { passQuestion, isQuestionWaiting, takeQuestion, useOverview } from '@/features/assistant'
import { Button } from '@/ui/button'
import { Card, SectionHead } from '@/ui/card'
import { FootBar } from '@/ui/foot-bar'
import { Row } from '@/ui/row'
import { formatTime } from '@/ui/format-time'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import './assistant.scss'

function Assistant() {
  useTabBar()
  const account = useAccount()
  const overview = useOverview()
  const staff = account !== undefined && isStaffRole(account.role)
  const ask = (question?: string) => {
    if (question) passQuestion(question)
    go(account ? 'chat' : 'login')
  }
  // After the login a guest's question is asked; without an account, or as staff, it is dropped.
  useDidShow(() => {
    if (!isQuestionWaiting()) return
    if (account && !staff) go('chat')
    else takeQuestion()
  })
  return (
    <Screen
      tab
      title="AI 顾问"
      query={overview}
      foot={
        <FootBar>
          <Button grow icon="message" onTap={() => ask()}>
            {account ? '问一个新问题' : '登录后开始问'}
          </Button>
        </FootBar>
      }
    >
      {({ starters, recent, price, credits }) => (
        <View>
          <Card>
            <View className="assistant-text">
              {staff
                ? '帮您写跟进、给客户介绍阿姨、想怎么回话。只用您给的事实，发之前请再看一遍。'
                : '改简历里的一句话、准备面试、谈工资，都可以问。不编造经历，内容由 AI 生成。'}
            </View>
            <View className="assistant-price">
              <View>
                一条{price.least}–{price.most}积分，失败不扣
              </View>
              {credits ? <View>余额 {credits.available}</View> : null}
            </View>
          </Card>
          <SectionHead title="可以这样问" />
          <Card pad="rows">
            {starters.map((question) => (
              <Row key={question} icon="message" title={question} onTap={() => ask(question)} />
            ))}
          </Card>
          {recent.length > 0 ? (
            <View>
              <SectionHead title="最近问过" more={{ text: '全部', onTap: () => go('chats') }} />
              <Card pad="rows">
                {recent.map(({ id, title, updatedAt }) => (
                  <Row
                    key={id}
                    title={title}
                    note={formatTime(Date.parse(updatedAt), serverNow())}
                    onTap={() => go('chat', { id })}
                  />
                ))}
              </Card>
            </View>
          ) : null}
        </View>
      )}
    </Screen>
  )
}

export default guardPage(Assistant)
