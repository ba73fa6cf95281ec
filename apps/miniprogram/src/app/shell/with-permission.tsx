import { can, type Permission } from '@qingpin/contract/core/policy'
import { useState, type ComponentType } from 'react'
import { openLogin } from '../login-page'
import { go } from '../pages'
import { useAccount } from '../session'
import { Empty } from '@/ui/empty'
import { Screen } from './screen'

interface FormPage {
  readonly permission: Permission
  readonly title: string
}

/**
 * A page with a form, for accounts that may send it; others read why not, and which way leads on. Once open it stays,
 * also when the session ends in the middle: what was typed is still there after the login.
 */
export function withPermission({ permission, title }: FormPage, Form: ComponentType): ComponentType {
  return function Permitted() {
    const account = useAccount()
    const allowed = account !== undefined && can(account.role, permission)
    const [opened, setOpened] = useState(allowed)
    if (allowed && !opened) setOpened(true)
    if (opened) return <Form />
    return (
      <Screen title={title} pad={false}>
        {account ? (
          <Empty
            art="link-closed"
            title={`${account.roleLabel}不能${title}`}
            text="换一个能做这件事的身份，或者请有权限的同事来做"
            action={{ text: '去切换身份', onTap: () => go('me') }}
          />
        ) : (
          <Empty
            art="link-closed"
            title={`登录后才能${title}`}
            text="这一页给员工用"
            action={{ text: '去登录', onTap: openLogin }}
          />
        )}
      </Screen>
    )
  }
}
