import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import { JOB_TYPES } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import type { ReactNode } from 'react'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { Art } from '@/ui/art'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { MetaLine } from '@/ui/meta-line'
import { Portrait } from '@/ui/portrait'
import { readError } from '@/ui/read-error'
import { formatTime } from '@/ui/format-time'
import { Bone } from '@/ui/skeleton'
import { Tag } from '@/ui/tag'
import { useDraftStep } from '@/features/registration'
import { formatPay, formatStatus, useMyResume, type MyResume } from '@/features/my-resume'
import './my-resume-card.scss'

/** For the records tab: the worker's resume, the unfinished registration, or the invitation to register. */
export function MyResumeCard() {
  const account = useAccount()
  const { data, error, offline, refetch } = useMyResume()
  const started = useDraftStep()
  if (data?.resume) return <Registered resume={data.resume} />
  if (started > 0) {
    return (
      <Invitation
        title="登记还没填完"
        text={`上次填到第${started}步`}
        action={<Button onTap={() => go('register')}>接着填</Button>}
      />
    )
  }
  if (account && data === undefined) {
    if (error === undefined && !offline) return <Loading />
    return (
      <Invitation
        title={error === undefined ? '没连上网' : readError(error).title}
        text="您的简历存在我们这里，没有丢"
        action={
          <Button kind="plain" onTap={() => void refetch()}>
            再试一次
          </Button>
        }
      />
    )
  }
  return (
    <Invitation
      title="登记求职"
      text="3分钟填完，有合适的活打电话给您"
      action={<Button onTap={() => go('register')}>去登记</Button>}
    />
  )
}

function Registered({ resume }: { readonly resume: MyResume }) {
  const { name, avatarUrl, jobType, expectedSalary, status, updatedAt } = resume
  const { tag, tone, text } = formatStatus(status)
  return (
    <Card onTap={() => go('myResume')}>
      <View className="mine-card">
        <Portrait size="s" src={avatarUrl} />
        <View className="mine-card__text">
          <View className="mine-card__line">
            <View className="mine-card__name">{name}</View>
            <Tag tone={tone}>{tag}</Tag>
          </View>
          <MetaLine facts={[labelOf(JOB_TYPES, jobType), formatPay(expectedSalary)]} />
          <MetaLine facts={[text, `${formatTime(Date.parse(updatedAt), serverNow())}更新`]} tone="ink-3" />
        </View>
        <Icon name="right" size="s" className="mine-card__go" />
      </View>
    </Card>
  )
}

interface InvitationProps {
  readonly title: string
  readonly text: string
  readonly action: ReactNode
}

function Invitation({ title, text, action }: InvitationProps) {
  return (
    <Card>
      <View className="mine-card">
        <Art name="need-job" size="need" />
        <View className="mine-card__text">
          <View className="mine-card__name">{title}</View>
          <View className="mine-card__note">{text}</View>
        </View>
      </View>
      <View className="mine-card__act">{action}</View>
    </Card>
  )
}

function Loading() {
  return (
    <View className="q-skel" role="status" ariaLabel="正在取内容">
      <View className="q-skel__card">
        <View className="q-skel__lines">
          <Bone width={42} height="m" />
          <Bone width={70} />
          <Bone width={54} />
        </View>
      </View>
    </View>
  )
}
