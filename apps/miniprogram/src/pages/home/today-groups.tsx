import { View } from '@tarojs/components'
import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ContractMap } from '@qingpin/contract/contract'
import type { TodayGroupKind } from '@qingpin/contract/home/today.enums'
import { go } from '@/app/pages'
import { openCustomers } from '@/features/customers'
import { Card } from '@/ui/card'
import type { IconName } from '@/ui/icon-names'
import { Row } from '@/ui/row'

type Group = ReplyOf<ContractMap['GET /api/today']>['groups'][number]

/** The picture of a line, and the list that it counts. */
const LINES: Readonly<Record<TodayGroupKind, readonly [icon: IconName, open: () => void]>> = {
  transfers: ['users', () => go('transferRequests')],
  risk: ['flag', () => openCustomers('risk')],
  escalated: ['bell', () => openCustomers('escalated')],
  silent: ['bell', () => openCustomers('silent', true)],
  'placement-contract': ['calendar', () => go('placements', { due: 'contract' })],
  'placement-trial': ['user', () => go('placements', { due: 'trial' })],
  shortlists: ['heart', () => go('shortlists')],
  recycling: ['clock', () => openCustomers('recycling')],
  unassigned: ['users', () => openCustomers('unassigned')],
}

/** What else waits today: each line opens the list that it counts. */
export function TodayGroups({ groups }: { readonly groups: readonly Group[] }) {
  // A server of a later release may know further kinds.
  const known = groups.filter(({ kind }) => LINES[kind] as unknown)
  if (known.length === 0) return null
  return (
    <View className="today-groups">
      <Card pad="rows">
        {known.map(({ kind, title, note, late }) => {
          const [icon, open] = LINES[kind]
          return (
            <Row
              key={kind}
              icon={icon}
              title={late ? <View className="today-groups__late">{title}</View> : title}
              note={note}
              label={note ? `${title}，${note}` : title}
              onTap={open}
            />
          )
        })}
      </Card>
    </View>
  )
}
