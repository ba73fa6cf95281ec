import { View } from '@tarojs/components'
import { can, ROLE_LABELS, STAFF_ROLES, type StaffRole } from '@qingpin/contract/core/policy'
import { CUSTOMER_SCOPES, PERMISSION_GROUPS, PERMISSION_LABELS } from '@qingpin/contract/staff/permissions.enums'
import { useState } from 'react'
import { useAccount } from '@/app/session'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { withPermission } from '@/app/shell/with-permission'
import { Card } from '@/ui/card'
import { Chips } from '@/ui/chips'
import { Row } from '@/ui/row'
import { Tag } from '@/ui/tag'
import '../staff.scss'

const ROLES = STAFF_ROLES.map((value) => ({ value, label: ROLE_LABELS[value] }))

/** What each role may do, read from the policy that the server follows. */
function Roles() {
  const own = useAccount()?.role
  const [role, setRole] = useState<StaffRole>(STAFF_ROLES.find((one) => one === own) ?? 'employee')
  return (
    <Screen title="角色和权限">
      <View className="staff-page">
        <Chips<StaffRole> options={ROLES} value={[role]} onTap={setRole} />
        <View className="staff-note">{CUSTOMER_SCOPES[role]}角色由管理员在账号里改，这里只能看。</View>
        {PERMISSION_GROUPS.map(([group, permissions]) => (
          <Card key={group} pad="rows" title={group}>
            {permissions.map((permission) => (
              <Row
                key={permission}
                title={PERMISSION_LABELS[permission]}
                value={can(role, permission) ? <Tag tone="ok">能</Tag> : <Tag>不能</Tag>}
              />
            ))}
          </Card>
        ))}
      </View>
    </Screen>
  )
}

const Permitted = withPermission({ permission: 'audit:view', title: '看角色和权限' }, Roles)

export default guardPage(Permitted)
