import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { useCallAgency } from '@/app/agency'
import { replace } from '@/app/pages'
import { Empty } from '@/ui/empty'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { dropPendingCard } from '../pending-card'
import { useMyResume } from '@/features/my-resume'
import { dropDraft, setFormOpen } from '../draft'
import { RegisterForm } from './register-form'
import { Received, Claimed } from './received'
import type { Registered, ClaimedRecord } from './submit'
import './register.scss'

function Register() {
  const [reply, setReply] = useState<Registered>()
  const [claim, setClaim] = useState<ClaimedRecord>()
  const [sending, setSending] = useState(false)
  const { resume: hers, editable = false } = useMyResume().data ?? {}
  useDidShow(() => setFormOpen(true))
  useDidHide(() => setFormOpen(false))
  useEffect(() => () => setFormOpen(false), [])
  if (reply) return <Received reply={reply} />
  if (claim) return <Claimed reply={claim} />
  if (hers && !sending) return <AlreadyHere editable={editable} />
  return <RegisterForm onSending={setSending} onDone={setReply} onClaimed={setClaim} />
}

function AlreadyHere({ editable }: { readonly editable: boolean }) {
  const call = useCallAgency()
  const see = () => {
    dropDraft()
    dropPendingCard()
    replace('myResume')
  }
  return (
    <Screen title="登记求职" pad={false}>
      <Empty
        art="under-review"
        title="您已经登记过了"
        text={editable ? '哪里写错了，自己就能改' : '要改资料，打电话给我们'}
        action={{ text: '看我的简历', onTap: see }}
        link={call && { text: '打电话', icon: 'phone', onTap: call }}
      />
    </Screen>
  )
}

export default guardPage(Register)
