import { View } from '@tarojs/components'
import { EDUCATIONS } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { publicName } from '@qingpin/contract/sharing/sharing.rules'
import type { ReactNode } from 'react'
import { isStaffRole } from '@qingpin/contract/core/policy'
import { CallAgency } from '@/app/agency'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { Card } from '@/ui/card'
import { FootBar } from '@/ui/foot-bar'
import { FormRow } from '@/ui/form-row'
import { Row } from '@/ui/row'
import { Screen } from '@/app/shell/screen'
import type { ScreenQuery } from '@/app/shell/screen-state'
import type { PublicResume } from '../api'
import { DetailSkeleton } from './detail-skeleton'
import { EvaluationsCard } from './evaluations-card'
import { ExperienceCard } from './experience-card'
import { HeadCard } from './head-card'
import { Hero } from './hero'
import { PhotosCard } from './photos-card'
import { type Sharing, ShareButton } from './share-button'
import { NoteCard, SkillsCard } from './text-cards'
import './worker-page.scss'

interface WorkerPageProps {
  readonly query: ScreenQuery<PublicResume>
  readonly share: Sharing
  /** Above the cards: how long the link is good. */
  readonly note?: ReactNode
}

/** The public page of one worker, for the list and for shared links. */
export function WorkerPage({ query, share, note }: WorkerPageProps) {
  const worker = query.data
  if (!worker) {
    return (
      <Screen title="阿姨简历" query={query} pad={false} skeleton={<DetailSkeleton />}>
        {null}
      </Screen>
    )
  }
  return (
    <Screen title="阿姨简历" navOver query={query} pad={false} foot={<Foot worker={worker} share={share} />}>
      <View className="wp">
        <Hero
          resume={worker}
          note="本人同意展示"
          none={worker.gender === 'male' ? '他没有公开照片' : '她没有公开照片'}
        />
        <View className="wp__cards">
          <HeadCard resume={worker} />
          {note}
          <PhotosCard worker={worker} onLost={() => void query.refetch()} />
          <SkillsCard skills={worker.skills} gender={worker.gender} />
          <NoteCard title="自我介绍" text={worker.selfIntroduction} />
          <NoteCard title="我们推荐" text={worker.recommendationReason} />
          <ExperienceCard entries={worker.workExperiences} />
          <EvaluationsCard evaluations={worker.employeeEvaluations} tags={worker.recommendationTags} />
          <MoreCard worker={worker} />
          <AlsoCard />
        </View>
      </View>
    </Screen>
  )
}

function MoreCard({ worker }: { readonly worker: PublicResume }) {
  const { education, serviceArea, certificatesText, phone } = worker
  const hidden = worker.name === publicName(worker.name, worker.gender) ? '全名、号码和证件' : '号码和证件'
  const open = phone !== null && !phone.includes('*')
  return (
    <Card title="更多" pad="rows">
      {education ? <FormRow label="学历" value={labelOf(EDUCATIONS, education)} /> : null}
      {serviceArea.length > 0 ? <FormRow label="能去" value={serviceArea.join('、')} /> : null}
      {certificatesText ? <FormRow label="证书" value={certificatesText} /> : null}
      {phone ? <FormRow label="手机" value={phone} /> : null}
      <View className="wp__private">
        {open ? '号码是本人同意公开的，请只为请人打。' : `${hidden}不公开，谈定了由我们带您见。`}
      </View>
    </Card>
  )
}

/** Workers scan posters too, so the page offers the registration. */
function AlsoCard() {
  const account = useAccount()
  if (account && isStaffRole(account.role)) return null
  return (
    <Card pad="rows">
      <Row icon="briefcase" title="我也想找活" note="登记一下，有合适的活打电话给您" onTap={() => go('register')} />
    </Card>
  )
}

function Foot({ worker, share }: { readonly worker: PublicResume; readonly share: Sharing }) {
  return (
    <FootBar>
      <ShareButton {...share} />
      <CallAgency kind="primary" size="l" grow label={`打电话约${worker.name}面试`}>
        打电话约面试
      </CallAgency>
    </FootBar>
  )
}
