import { View } from '@tarojs/components'
import { JOB_TYPES, labelOf } from '@qingpin/contract/resumes/resumes.enums'
import type { ReplyOf } from '@qingpin/contract/core'
import type { ContractMap } from '@qingpin/contract/contract'
import { api } from '@/app/api'
import { go } from '@/app/pages'
import { useQuery } from '@/app/query'
import { useAccount } from '@/app/session'
import { sayStatus, useDraftStep } from '@/features/resumes'
import { callPhone } from '@/platform/phone-call'
import { Art, type ArtName } from '@/ui/art'
import { Card, SectionHead } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { Row } from '@/ui/row'
import { Screen } from '@/ui/screen'
import { Tag } from '@/ui/tag'
import { Tap } from '@/ui/tap'
import './home.scss'

type HomeReply = ReplyOf<ContractMap['GET /api/home']>

const brand = (
  <>
    <Art name="mark" size="mark" />
    轻聘
  </>
)

/** Guests and personal accounts: what one can do here, and how far the own registration is. */
export function PersonHome() {
  const account = useAccount()
  const home = useQuery(['home', account?.id ?? 'guest'], () => api('GET /api/home'), { keep: true })
  return (
    <Screen tab title="首页" brand={brand} query={home} pad={false}>
      {(data) => <Content {...data} />}
    </Screen>
  )
}

function Content({ agency, workers, myResume }: HomeReply) {
  const register = () => go(myResume ? 'myResume' : 'register')
  const begun = useDraftStep()
  return (
    <View className="home">
      <Tap className="home-hero" onTap={register}>
        <View className="home-hero__text">
          <View className="home-hero__title">{myResume ? `${myResume.name}，您好` : '登记求职'}</View>
          <View className="home-hero__note">
            {myResume ? '资料有变动，随时告诉我们' : '先视频面试，双方满意再签约'}
          </View>
          <View className="home-hero__go">
            {myResume ? '看我的简历' : begun > 0 ? `接着填，第${begun}步` : '现在登记'}
            <Icon name="right" size="xs" />
          </View>
        </View>
        <Art name="hero" size="hero" />
      </Tap>
      <View className="home-needs">
        <Need art="need-job" title="我要求职" note={myResume ? '已登记' : '3分钟登记'} onTap={register} />
        <Need art="need-aunt" title="找阿姨" note="打电话问" onTap={() => callPhone(agency.phone)} />
        <Need art="need-cv" title="我的简历" note="随时看" onTap={() => go('records')} />
      </View>
      {myResume ? <MyResume {...myResume} /> : null}
      <SectionHead title="怎么开始" />
      <Card pad="rows">
        <Row icon="edit" title="填资料" note="姓名、工种、做过几年，填一半也会存着" />
        <Row icon="shield" title="经纪人核对" note="电话和证件只给经办的人看，不公开" />
        <Row icon="video" title="视频面试" note="不用跑远路，谈好再上户" />
      </Card>
      <SectionHead title="找人问问" />
      <Card pad="rows">
        <Row
          icon="phone"
          title={agency.name}
          note={`${agency.phone}，${workers.accepting}位阿姨在接单`}
          value="打电话"
          opens={false}
          onTap={() => callPhone(agency.phone)}
        />
      </Card>
    </View>
  )
}

interface NeedProps {
  readonly art: ArtName
  readonly title: string
  readonly note: string
  readonly onTap: () => void
}

function Need({ art, title, note, onTap }: NeedProps) {
  return (
    <Tap className="home-need" onTap={onTap}>
      <Art name={art} size="need" />
      <View className="home-need__text">
        <View className="home-need__title">{title}</View>
        <View className="home-need__note">{note}</View>
      </View>
    </Tap>
  )
}

function MyResume({ name, jobType, status }: NonNullable<HomeReply['myResume']>) {
  const words = sayStatus(status)
  return (
    <View>
      <SectionHead title="我的登记" />
      <Card pad="rows">
        <Row
          icon="doc"
          title={`${name}，${labelOf(JOB_TYPES, jobType)}`}
          note={words.text}
          trail={<Tag tone={words.tone}>{words.tag}</Tag>}
          onTap={() => go('myResume')}
        />
      </Card>
    </View>
  )
}
