import { View } from '@tarojs/components'
import { PARTICIPANT_ROLE_LABELS } from '@qingpin/contract/interviews/interviews.enums'
import { useState } from 'react'
import { OwnPicture, PeerPicture } from '@/platform/rtc/pictures'
import type { PeerMedia } from '@/platform/rtc/rtc.types'
import { Avatar } from '@/ui/portrait'
import { classNames } from '@/ui/class-names'
import { Icon } from '@/ui/icon'
import { Tap } from '@/ui/tap'
import type { Participant } from '../api'
import { useLevel, useLocalMedia } from '../use-local-media'

interface TilesProps {
  readonly me: Participant
  readonly others: readonly Participant[]
  readonly peers: Readonly<Record<string, PeerMedia>>
  /** The call failed: nothing is being connected. */
  readonly failed: boolean
}

const TALKS_FROM = 2

/** One tile a participant, in the order of joining, so that a tile stays where it is while its participant is offline. */
export function Tiles({ me, others, peers, failed }: TilesProps) {
  const [blocked, setBlocked] = useState(false)
  const [touch, setTouch] = useState(0)
  const unblock = () => {
    setBlocked(false)
    setTouch(touch + 1)
  }
  return (
    <View className={`ir-tiles ir-tiles--${Math.min(4, others.length + 1)}`}>
      {others.map((participant) => (
        <PeerTile
          key={participant.id}
          participant={participant}
          media={peers[participant.id]}
          failed={failed}
          touch={touch}
          onBlocked={() => setBlocked(true)}
        />
      ))}
      <OwnTile participant={me} />
      {blocked ? (
        <Tap className="ir-hear" onTap={unblock}>
          <Icon name="speaker" />
          点一下听声音
        </Tap>
      ) : null}
    </View>
  )
}

interface PeerTileProps {
  readonly participant: Participant
  readonly media: PeerMedia | undefined
  readonly failed: boolean
  readonly touch: number
  readonly onBlocked: () => void
}

function formatLink({ participant, media, failed }: Pick<PeerTileProps, 'participant' | 'media' | 'failed'>): string {
  if (!participant.online || media?.link === 'lost') return '连接中断，正在重连'
  if (media?.link === 'live') return ''
  return failed ? '只能打字' : '正在接通'
}

function PeerTile({ participant, media, failed, touch, onBlocked }: PeerTileProps) {
  const words = formatLink({ participant, media, failed })
  return (
    <View className={classNames('ir-tile', media?.talking && participant.mic && 'ir-tile--talks')}>
      {/* Always rendered: it also plays the sound. */}
      <PeerPicture picture={media?.picture} className="ir-tile__picture" touch={touch} onBlocked={onBlocked} />
      {participant.cam && !words ? null : <Face name={participant.name} words={words} />}
      <Label mic={participant.mic} name={participant.name} role={PARTICIPANT_ROLE_LABELS[participant.role]} />
    </View>
  )
}

function OwnTile({ participant }: { readonly participant: Participant }) {
  const local = useLocalMedia()
  const level = useLevel(local.mic === 'on')
  return (
    <View className={classNames('ir-tile', level >= TALKS_FROM && 'ir-tile--talks')}>
      {/* Always rendered: on a phone it also sends the sound. */}
      <OwnPicture local={local} className="ir-tile__picture" />
      {local.cam === 'on' ? null : <Face name={participant.name} words="" />}
      <Label mic={local.mic === 'on'} name="我" role={PARTICIPANT_ROLE_LABELS[participant.role]} />
    </View>
  )
}

const Face = ({ name, words }: { readonly name: string; readonly words: string }) => (
  <View className="ir-tile__face">
    <Avatar name={name} size="l" />
    {words ? <View className="ir-tile__words">{words}</View> : null}
  </View>
)

const Label = ({ mic, name, role }: { readonly mic: boolean; readonly name: string; readonly role: string }) => (
  <View className="ir-label" ariaLabel={`${name}，${role}，${mic ? '麦克风开着' : '已静音'}`}>
    <Icon name={mic ? 'mic' : 'mic-off'} size="xs" className={mic ? 'ir-label__on' : 'ir-label__off'} />
    <View className="ir-label__name">{name}</View>
    <View className="ir-label__role">{role}</View>
  </View>
)
