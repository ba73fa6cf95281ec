import { View } from '@tarojs/components'
import { JOB_TYPES } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ContractMap } from '@qingpin/contract/contract'
import { useState } from 'react'
import { api } from '@/app/api'
import { go } from '@/app/pages'
import { useQuery } from '@/app/query'
import { useAccount } from '@/app/session'
import { ArticleRow, BannerHero, BannerTiles, useShownBanners } from '@/features/content'
import { useOpenCv } from '@/features/cvs'
import { formatStatus } from '@/features/my-resume'
import { FirstWorkers } from '@/features/public-workers'
import { useDraftStep } from '@/features/registration'
import { useCallAgency } from '@/app/agency'
import { Art, type ArtName } from '@/ui/art'
import { Card, SectionHead } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { classNames } from '@/ui/class-names'
import { Icon } from '@/ui/icon'
import { Row } from '@/ui/row'
import { Screen } from '@/app/shell/screen'
import { Tag } from '@/ui/tag'
import { Tap } from '@/ui/tap'
import { WorkersSheet } from './workers-sheet'
import { Bone } from '@/ui/skeleton'
import './home.scss'

type HomeReply = ReplyOf<ContractMap['GET /api/home']>

const brand = (
  <>
    <Art name="mark" size="mark" />
    轻聘
  </>
)

/** The home tab of guests and personal accounts: entries, the own registration or available workers, and articles. */
export function PersonHome() {
  const account = useAccount()
  const cv = useOpenCv()
  const home = useQuery(['home', account?.id ?? 'guest'], () => api('GET /api/home'), { persist: true })
  return (
    <Screen tab title="首页" brand={brand} query={home} pad={false} skeleton={<HomeSkeleton />}>
      {(data) => <Content {...data} cv={cv} />}
    </Screen>
  )
}

interface OpenCv {
  readonly cv: ReturnType<typeof useOpenCv>
}

function Content({ agency, banners, articles, workers, myResume, cv }: HomeReply & OpenCv) {
  const [first, ...others] = useShownBanners(banners)
  const call = useCallAgency(agency.phone)
  return (
    <View className="home">
      {first ? <BannerHero banner={first} /> : <Welcome />}
      <Needs agency={agency} workers={workers} registered={myResume !== null} cv={cv} />
      <Card pad="rows" className="home-ask">
        <Row icon="message" title="问 AI 顾问" note="改简历，练面试" onTap={() => go('assistant')} />
      </Card>
      <View className="home-mine">{myResume ? <MyResume {...myResume} /> : <FirstWorkers />}</View>
      <BannerTiles banners={others} />
      {articles.length > 0 ? <Articles articles={articles} /> : null}
      <SectionHead title="找人问问" />
      <Card pad="rows">
        <Row icon="phone" title={agency.name} note={agency.phone} value="打电话" opens={false} onTap={call} />
      </Card>
    </View>
  )
}

/** Where the agency shows no banner. */
function Welcome() {
  return (
    <View className="home-hero">
      <View className="home-hero__text">
        <View className="home-hero__title">先视频面试</View>
        <View className="home-hero__note">双方满意再签约</View>
      </View>
      <Art name="hero" size="hero" />
    </View>
  )
}

interface NeedsProps extends Pick<HomeReply, 'agency' | 'workers'>, OpenCv {
  readonly registered: boolean
}

function Needs({ agency, workers, registered, cv }: NeedsProps) {
  const [asking, setAsking] = useState(false)
  const begun = useDraftStep()
  const job = registered ? '看我的登记' : begun > 0 ? `接着填第${begun}步` : '3分钟登记'
  return (
    <View className="home-needs">
      <Need
        art="need-aunt"
        title="找阿姨"
        note={workers.accepting > 0 ? `${workers.accepting}位在接单` : '打电话问'}
        onTap={() => setAsking(true)}
      />
      <Need
        art="need-job"
        title="我要求职"
        note={job}
        begun={!registered && begun > 0}
        onTap={() => go(registered ? 'myResume' : 'register')}
      />
      <Need art="need-cv" title="做简历" note="AI 改，不编造" onTap={cv.open} />
      {cv.problem ? <FieldError {...cv.problem} /> : null}
      <WorkersSheet open={asking} agency={agency} workers={workers} onClose={() => setAsking(false)} />
    </View>
  )
}

interface NeedProps {
  readonly art: ArtName
  readonly title: string
  readonly note: string
  /** Something waits there to be finished: the note stands in large type, too. */
  readonly begun?: boolean
  readonly onTap: () => void
}

function Need({ art, title, note, begun, onTap }: NeedProps) {
  return (
    <Tap className="home-need" onTap={onTap}>
      <Art name={art} size="need" />
      <View className="home-need__text">
        <View className="home-need__title">{title}</View>
        <View className={classNames('home-need__note', begun && 'home-need__note--begun')}>{note}</View>
      </View>
      <Icon name="right" size="s" />
    </Tap>
  )
}

function MyResume({ name, jobType, status }: NonNullable<HomeReply['myResume']>) {
  const words = formatStatus(status)
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

function Articles({ articles }: Pick<HomeReply, 'articles'>) {
  return (
    <View>
      <SectionHead title="新文章" more={{ text: '全部', onTap: () => go('articles') }} />
      <Card pad="none" className="home-articles">
        {articles.map((article) => (
          <ArticleRow key={article.id} article={article} />
        ))}
      </Card>
    </View>
  )
}

function HomeSkeleton() {
  return (
    <View className="home q-skel" role="status" ariaLabel="正在取首页">
      <View className="home-hero home-bone" />
      <View className="home-needs">
        {[0, 1, 2].map((need) => (
          <View className="home-need home-bones" key={need}>
            <Bone width={48} height="l" />
            <Bone width={64} />
          </View>
        ))}
      </View>
    </View>
  )
}
