import { Text, View } from '@tarojs/components'
import { Button } from './button'
import { classNames } from './class-names'
import { Icon } from './icon'
import { AiBadge } from './ai-badge'
import { Tap } from './tap'
import './proposal.scss'

/** A piece of the new text: as it was, added, or claimed without proof. */
interface ProposalPart {
  readonly text: string
  readonly kind?: 'added' | 'claim'
}

export interface ProposalProps {
  /** Where in the CV: 工作经历，第2条. */
  readonly place: string
  readonly before: string
  readonly after: readonly ProposalPart[]
  readonly reason?: string | undefined
  /** What the AI claims and nothing proves; such a text cannot be taken as it is. */
  readonly guarded?: { readonly claim: string; readonly onStrip: () => void; readonly onProve: () => void } | undefined
  readonly onAccept: () => void
  readonly onEdit: () => void
  readonly onRefuse: () => void
  /** Decided: one line is left of it. */
  readonly done?: { readonly text: string; readonly onUndo: () => void } | undefined
}

/** One change that the AI suggests, for a person to decide on. */
export function Proposal(props: ProposalProps) {
  const { place, before, after, reason, guarded, done } = props
  if (done) return <Done place={place} text={done.text} onUndo={done.onUndo} />
  return (
    <View className={classNames('q-prop', Boolean(guarded) && 'q-prop--guarded')}>
      <View className="q-prop__head">
        <View className="q-prop__place">{place}</View>
        <AiBadge />
      </View>
      <View className="q-prop__label">原来</View>
      <View className="q-prop__before">{before}</View>
      <View className="q-prop__label">改成</View>
      <View className="q-prop__after">
        {after.map(({ text, kind }) => (
          <Text key={text} className={kind ? `q-prop__${kind}` : undefined}>
            {text}
          </Text>
        ))}
      </View>
      {reason ? <View className="q-prop__reason">{reason}</View> : null}
      {guarded ? <Guard {...guarded} onRefuse={props.onRefuse} /> : <Choices {...props} />}
    </View>
  )
}

function Choices({ onAccept, onEdit, onRefuse }: ProposalProps) {
  return (
    <View className="q-prop__acts">
      <Button kind="plain" size="m" grow onTap={onRefuse}>
        不采用
      </Button>
      <Button kind="plain" size="m" grow onTap={onEdit}>
        自己改
      </Button>
      <Button kind="sec2" size="m" grow onTap={onAccept}>
        采用
      </Button>
    </View>
  )
}

type GuardProps = NonNullable<ProposalProps['guarded']> & Pick<ProposalProps, 'onRefuse'>

function Guard({ claim, onStrip, onProve, onRefuse }: GuardProps) {
  return (
    <>
      <View className="q-prop__why">
        <Icon name="stop" size="s" />
        <View className="q-prop__whytext">
          <View className="q-prop__claimed">“{claim}”没有依据</View>
          <View>您的简历和资料里找不到它，是 AI 自己加的，不能直接采用。</View>
        </View>
      </View>
      <View className="q-prop__acts">
        <Button size="m" grow onTap={onStrip}>
          去掉它再采用
        </Button>
        <Button kind="out" size="m" grow onTap={onProve}>
          是真的，补依据
        </Button>
      </View>
      <Tap className="q-prop__refuse" onTap={onRefuse}>
        不采用，保留原文
      </Tap>
    </>
  )
}

function Done({ place, text, onUndo }: { readonly place: string; readonly text: string; readonly onUndo: () => void }) {
  return (
    <View className="q-prop q-prop--done">
      <Icon name="check" size="s" className="q-prop__tick" />
      <View className="q-prop__whytext">
        <View className="q-prop__place">{place}</View>
        <View className="q-prop__line">{text}</View>
      </View>
      <Tap className="q-prop__undo" label={`撤回：${place}`} onTap={onUndo}>
        撤回
      </Tap>
    </View>
  )
}
