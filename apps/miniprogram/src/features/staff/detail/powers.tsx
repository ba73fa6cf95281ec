import { ROLE_LABELS, STAFF_ROLES, type StaffRole } from '@qingpin/contract/core/policy'
import { useState } from 'react'
import { go } from '@/app/pages'
import { useAction } from '@/app/use-action'
import { Card } from '@/ui/card'
import { Dialog } from '@/ui/dialog'
import { PickOneSheet } from '@/ui/picker-sheet'
import { problemOf, type Problem } from '@/ui/read-error'
import { Row } from '@/ui/row'
import { toast } from '@/ui/toast'
import { changeMember, makePassword, type StaffDetail } from '../api'
import { PasswordSheet } from './password-sheet'

interface PowersProps {
  readonly member: StaffDetail
  readonly onError: (problem: Problem | undefined) => void
}

type Step =
  | { readonly what: 'pick-role' }
  | { readonly what: 'role'; readonly role: StaffRole }
  | { readonly what: 'state' | 'password' }

interface Question {
  readonly title: string
  readonly text: string
  readonly confirm: string
  readonly danger?: boolean
}

function questionOf({ name, status, devices }: StaffDetail, step: Step): Question | undefined {
  if (step.what === 'role')
    return {
      title: `把${name}改为${ROLE_LABELS[step.role]}？`,
      text: '对方下一次点开任何一页，就会换成新身份的页面，并看到提示。',
      confirm: '改身份',
    }
  if (step.what === 'password')
    return {
      title: '生成一次性密码？',
      text: `${name}原来的密码马上失效，${devices > 0 ? `登录着的${devices}台设备会退出，` : ''}用新密码登录后要自己再改。`,
      confirm: '生成',
    }
  if (step.what !== 'state') return undefined
  if (status === 'suspended')
    return { title: `重新启用${name}的账号？`, text: '对方可以用原来的密码登录。', confirm: '启用' }
  return {
    title: `停用${name}的账号？`,
    text: '对方所有设备马上退出，不能再登录。客户、跟进和面试记录都留着，随时可以再启用。',
    confirm: '停用',
    danger: true,
  }
}

/** Role, password and suspension of the account, each with a confirmation. */
export function Powers({ member, onError }: PowersProps) {
  const [step, setStep] = useState<Step>()
  const [secret, setSecret] = useState<string>()
  const question = step && questionOf(member, step)
  const close = () => setStep(undefined)

  const act = async (now: Step) => {
    if (now.what === 'role') {
      await changeMember(member, { role: now.role })
      toast(`已改为${ROLE_LABELS[now.role]}`)
    } else if (now.what === 'password') {
      setSecret((await makePassword(member.id)).password)
    } else {
      const status = member.status === 'active' ? ('suspended' as const) : ('active' as const)
      await changeMember(member, { status })
      toast(status === 'active' ? '已启用' : '已停用')
    }
  }
  const { run, busy } = useAction(
    async (now: Step) => {
      onError(undefined)
      try {
        await act(now)
      } finally {
        close()
      }
    },
    {
      problemOf: (error) => {
        onError(problemOf(error))
        return undefined
      },
    },
  )
  return (
    <>
      <Card pad="rows">
        <Row icon="swap" title="角色" value={member.roleLabel} onTap={() => setStep({ what: 'pick-role' })} />
        <Row icon="lock" title="重置密码" onTap={() => setStep({ what: 'password' })} />
        <Row
          icon="users"
          title="离职交接"
          note="停用账号，把客户、面试和链接交给同事"
          onTap={() => go('staffHandover', { id: member.id })}
        />
        {member.status === 'active' ? (
          <Row icon="stop" title="停用账号" danger opens={false} onTap={() => setStep({ what: 'state' })} />
        ) : (
          <Row icon="check" title="重新启用" opens={false} onTap={() => setStep({ what: 'state' })} />
        )}
      </Card>
      <PickOneSheet<StaffRole>
        open={step?.what === 'pick-role'}
        title="角色"
        options={STAFF_ROLES.map((value) => ({ value, label: ROLE_LABELS[value] }))}
        value={member.role}
        onPick={(role) => setStep(role === member.role ? undefined : { what: 'role', role })}
        // The sheet closes after a choice, and the confirmation follows.
        onClose={() => setStep((now) => (now?.what === 'pick-role' ? undefined : now))}
      />
      <Dialog
        open={question !== undefined}
        title={question?.title ?? ''}
        text={question?.text}
        confirm={question?.confirm ?? ''}
        danger={question?.danger ?? false}
        busy={busy}
        onConfirm={() => void (step && run(step))}
        onCancel={close}
      />
      <PasswordSheet
        name={member.name}
        username={member.username}
        secret={secret}
        onClose={() => setSecret(undefined)}
      />
    </>
  )
}
