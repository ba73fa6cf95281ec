import { View } from '@tarojs/components'
import { can } from '@qingpin/contract/core/policy'
import { publicName } from '@qingpin/contract/sharing/sharing.rules'
import { AuditLink } from '@/app/audit-link'
import { go, urlOf, useParams } from '@/app/pages'
import { useAccount } from '@/app/session'
import { callPhone } from '@/platform/phone-call'
import { useOfferedShare } from '@/platform/share'
import { Button } from '@/ui/button'
import { FootBar } from '@/ui/foot-bar'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { useResume, type ResumeDetail } from '../api'
import { ContactCard } from './contact-card'
import {
  DetailSkeleton,
  ExperienceCard,
  HeadCard,
  Hero,
  EvaluationsCard,
  NoteCard,
  SkillsCard,
} from '@/features/public-workers'
import { FactsCards } from './facts-cards'
import { FilesCard } from './files-card'
import { WorkerPlacements } from '@/features/placements'
import { PublicityCard } from '@/features/my-resume'
import { useNumbers, type Numbers } from './use-numbers'
import './detail.scss'

function ResumeDetailPage() {
  const { id = '' } = useParams('resumeDetail')
  const resume = useResume(id)
  if (resume.data) return <Known query={resume} resume={resume.data} />
  return (
    <Screen title="阿姨简历" query={resume} pad={false} skeleton={<DetailSkeleton />}>
      {null}
    </Screen>
  )
}

function Known({ query, resume }: { readonly query: ReturnType<typeof useResume>; readonly resume: ResumeDetail }) {
  const numbers = useNumbers(resume)
  const name = publicName(resume.name, resume.gender)
  useOfferedShare({ title: `${name}的简历`, path: urlOf('worker', { id: resume.id }) })
  return (
    <Screen title="阿姨简历" navOver query={query} pad={false} foot={<Foot resume={resume} numbers={numbers} />}>
      <View className="rd">
        <Hero resume={resume} none={resume.photoUrls.length > 0 ? '照片在别的网站上' : '还没有照片'} />
        <View className="rd-cards">
          <HeadCard resume={resume} />
          <ContactCard resume={resume} numbers={numbers} />
          <PublicityCard id={resume.id} name={name} />
          <WorkerPlacements resumeId={resume.id} />
          <SkillsCard skills={resume.skills} gender={resume.gender} />
          <NoteCard title="自我介绍" text={resume.selfIntroduction} />
          <ExperienceCard entries={resume.workExperiences} />
          <EvaluationsCard evaluations={resume.employeeEvaluations} tags={resume.recommendationTags} />
          <NoteCard title="内部评价" note="只有同事看得到" text={resume.internalEvaluation} />
          <FactsCards resume={resume} />
          <FilesCard resume={resume} />
          <AuditLink record={resume.id} />
        </View>
      </View>
    </Screen>
  )
}

function Foot({ resume, numbers }: { readonly resume: ResumeDetail; readonly numbers: Numbers }) {
  const account = useAccount()
  const mayEdit = account !== undefined && can(account.role, 'resume:edit')
  const call = async () => {
    const phone = await numbers.reveal('phone')
    if (phone) callPhone(phone)
  }
  return (
    <FootBar>
      {resume.phone ? (
        <Button kind={mayEdit ? 'plain' : 'primary'} icon="phone" onTap={() => void call()}>
          拨打
        </Button>
      ) : null}
      {mayEdit ? (
        <Button grow icon="edit" onTap={() => go('resumeEdit', { id: resume.id })}>
          编辑
        </Button>
      ) : null}
    </FootBar>
  )
}

export default guardPage(ResumeDetailPage)
