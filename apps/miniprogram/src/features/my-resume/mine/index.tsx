import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import { publicName } from '@qingpin/contract/sharing/sharing.rules'
import { go, urlOf } from '@/app/pages'
import { useAccount } from '@/app/session'
import { useOfferedShare } from '@/platform/share'
import { Button } from '@/ui/button'
import { Empty } from '@/ui/empty'
import { formatTime } from '@/ui/format-time'
import { Screen } from '@/app/shell/screen'
import { Bone } from '@/ui/skeleton'
import { MyPublicityCard } from '../publicity/my-card'
import { CallAgency } from '@/app/agency'
import { guardPage } from '@/app/shell/guard-page'
import { wasChanged } from '../format'
import { useMyResume, type MyResume } from '../api'
import { ResumeHead } from './resume-head'
import { ContactCard, ExperienceCard, IntroductionCard, SkillsCard } from './resume-parts'
import { Card } from '@/ui/card'
import { Row } from '@/ui/row'
import './mine.scss'

const TITLE = '我的求职简历'

function Mine() {
  const query = useMyResume()
  if (!useAccount()) return <LoggedOut />
  return (
    <Screen
      title={TITLE}
      query={query}
      skeleton={<Loading />}
      isEmpty={({ resume }) => resume === null}
      empty={{
        art: 'cv',
        title: '还没有求职简历',
        text: '登记一下，有合适的活我们打电话给您',
        action: { text: '去登记', onTap: () => go('register') },
      }}
      help={<CallAgency>打电话问问</CallAgency>}
    >
      {({ resume, editable }) => (resume ? <Content resume={resume} editable={editable} /> : null)}
    </Screen>
  )
}

function LoggedOut() {
  return (
    <Screen title={TITLE} pad={false}>
      <Empty
        art="cv"
        title="登录后看您的简历"
        text="用登记时留的手机号登录"
        action={{ text: '登录', onTap: () => go('login') }}
        link={{ text: '还没有登记，去登记', onTap: () => go('register') }}
      />
    </Screen>
  )
}

function Content({ resume, editable }: { readonly resume: MyResume; readonly editable: boolean }) {
  const name = publicName(resume.name, resume.gender)
  useOfferedShare({ title: `${name}的简历`, path: urlOf('worker', { id: resume.id }) })
  return (
    <>
      <ResumeHead resume={resume} />
      <PapersRow />
      <MyPublicityCard id={resume.id} name={name} />
      <SkillsCard {...resume} />
      <IntroductionCard {...resume} />
      <ExperienceCard {...resume} />
      <ContactCard {...resume} />
      <View className="mine-end">
        <View className="mine-end__when">{formatChange(resume)}</View>
        <View className="mine-end__how">
          {editable ? '经纪人看之前，您自己能改' : '经纪人看过了，要改打电话给我们'}
        </View>
        {editable ? (
          <Button kind="sec2" icon="edit" onTap={() => go('correctResume')}>
            改资料
          </Button>
        ) : (
          <CallAgency kind="sec2">打电话</CallAgency>
        )}
      </View>
    </>
  )
}

function formatChange({ createdAt, updatedAt, lastUpdatedByName: by }: MyResume): string {
  const changed = wasChanged({ createdAt, updatedAt })
  const when = formatTime(Date.parse(changed ? updatedAt : createdAt), serverNow())
  if (!changed) return `${when}登记`
  return by ? `${when}改过，${by}改的` : `${when}改过`
}

/** In the shape of the content. */
function Loading() {
  return (
    <View className="q-skel" role="status" ariaLabel="正在取内容">
      <View className="q-skel__card">
        <View className="q-skel__photo" />
        <View className="q-skel__lines">
          <Bone width={48} height="m" />
          <Bone width={36} />
          <Bone width={56} height="m" />
        </View>
      </View>
      <View className="q-skel__card">
        <View className="q-skel__lines">
          <Bone width={30} height="m" />
          <Bone width={92} />
          <Bone width={74} />
        </View>
      </View>
    </View>
  )
}

/** The link to the own photos and papers. */
function PapersRow() {
  return (
    <Card pad="rows">
      <Row icon="image" title="照片和证件" note="传照片、证书、健康证，自己能加能换" onTap={() => go('papers')} />
    </Card>
  )
}

export default guardPage(Mine)
