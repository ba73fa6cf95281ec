import { View } from '@tarojs/components'
import { PARTICIPANT_ROLE_LABELS, type ParticipantRole } from '@qingpin/contract/interviews/interviews.enums'
import type { OpenTicket } from '../api'
import { formatClock, formatWhen } from '../format-room'
import { useNow } from '../use-local-media'

/** What the interview is, when it begins and the name of the guest in it. */
export function Head({ opened, role }: { readonly opened: OpenTicket; readonly role: ParticipantRole }) {
  const now = useNow()
  const at = opened.scheduledAt === null ? undefined : Date.parse(opened.scheduledAt)
  const left = at === undefined ? 0 : at - now
  return (
    <View className="ig-head">
      <View className="ig-head__main">
        <View className="ig-head__title">{opened.title}</View>
        <View className="ig-head__note">
          {opened.hostName}主持{at === undefined ? '' : `，${formatWhen(at, now)}`}
        </View>
        <View className="ig-head__note">您是{PARTICIPANT_ROLE_LABELS[role]}</View>
      </View>
      {left > 0 && left < 3_600_000 ? (
        <View className="ig-head__left">
          <View className="ig-head__clock">{formatClock(left)}</View>
          <View className="ig-head__after">后开始</View>
        </View>
      ) : null}
    </View>
  )
}
