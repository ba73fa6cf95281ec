import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Icon } from './icon'
import { Tap } from './tap'
import './edit-conflict.scss'

interface ConflictSide {
  /** Where it was written: 我改的, 别处存的. */
  readonly title: string
  readonly text: string
}

export interface EditConflictChoiceProps {
  readonly label: string
  /** Beside the label: a Tag. */
  readonly tag?: ReactNode
  readonly mine: ConflictSide
  readonly theirs: ConflictSide
  readonly keepsMine: boolean
  readonly onChoose: (mine: boolean) => void
}

/** Shows both versions of a text that was changed in two places, for the person to choose one. */
export function EditConflictChoice({ label, tag, mine, theirs, keepsMine, onChoose }: EditConflictChoiceProps) {
  return (
    <View className="q-edit-conflict">
      <View className="q-edit-conflict__head">
        <View className="q-edit-conflict__label">{label}</View>
        {tag}
      </View>
      <View className="q-edit-conflict__pair">
        <Side {...mine} on={keepsMine} onTap={() => onChoose(true)} />
        <Side {...theirs} on={!keepsMine} onTap={() => onChoose(false)} />
      </View>
    </View>
  )
}

/** Why there is something to choose, above the pairs. */
export const ConflictReason = ({ children }: { readonly children: string }) => (
  <View className="q-conflict-reason">{children}</View>
)

interface SideProps extends ConflictSide {
  readonly on: boolean
  readonly onTap: () => void
}

function Side({ title, text, on, onTap }: SideProps) {
  return (
    <Tap
      className={classNames('q-side', on && 'q-side--on')}
      role="radio"
      on={on}
      label={`${title}，${text}`}
      onTap={onTap}
    >
      <View className="q-side__head">
        <View>{title}</View>
        <View className="q-side__mark">{on ? <Icon name="check" size="xs" /> : null}</View>
      </View>
      <View className="q-side__text">{text}</View>
    </Tap>
  )
}
