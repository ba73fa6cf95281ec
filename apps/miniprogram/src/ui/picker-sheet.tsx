import { View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { Button } from './button'
import { classNames } from './class-names'
import { Icon } from './icon'
import { Sheet } from './sheet'
import { Tap } from './tap'
import './picker-sheet.scss'

interface PickOption<T extends string> {
  readonly value: T
  readonly label: string
  readonly note?: string | undefined
}

interface PickSheetProps<T extends string> {
  readonly open: boolean
  readonly title: string
  readonly options: readonly PickOption<T>[]
  readonly onClose: () => void
}

export interface PickOneSheetProps<T extends string> extends PickSheetProps<T> {
  readonly value: T | undefined
  readonly onPick: (value: T) => void
}

/** A tap chooses and closes. */
export function PickOneSheet<T extends string>({ open, title, options, value, onPick, onClose }: PickOneSheetProps<T>) {
  const pick = (next: T) => {
    onPick(next)
    onClose()
  }
  return (
    <Sheet open={open} title={title} onClose={onClose}>
      {options.map((option) => (
        <Choice
          key={option.value}
          option={option}
          on={option.value === value}
          role="radio"
          onTap={() => pick(option.value)}
        />
      ))}
    </Sheet>
  )
}

export interface PickManySheetProps<T extends string> extends PickSheetProps<T> {
  readonly value: readonly T[]
  readonly onPick: (value: readonly T[]) => void
  readonly max?: number
}

/** Several may be ticked; they count when 选好了 is tapped. */
export function PickManySheet<T extends string>(props: PickManySheetProps<T>) {
  const { open, title, options, value, onPick, onClose, max = Infinity } = props
  const [ticked, setTicked] = useState(value)
  const latest = useRef(value)
  latest.current = value
  useEffect(() => {
    if (open) setTicked(latest.current)
  }, [open])
  const toggle = (one: T) => {
    if (ticked.includes(one)) setTicked(ticked.filter((other) => other !== one))
    else if (ticked.length < max) setTicked([...ticked, one])
  }
  const finish = () => {
    onPick(ticked)
    onClose()
  }
  const footer = (
    <>
      <Button kind="plain" onTap={() => setTicked([])}>
        清空
      </Button>
      <Button grow onTap={finish}>
        {ticked.length ? `选好了，${ticked.length}项` : '选好了'}
      </Button>
    </>
  )
  return (
    <Sheet open={open} title={title} onClose={onClose} footer={footer}>
      {options.map((option) => (
        <Choice
          key={option.value}
          option={option}
          on={ticked.includes(option.value)}
          role="checkbox"
          onTap={() => toggle(option.value)}
        />
      ))}
    </Sheet>
  )
}

interface ChoiceProps {
  readonly option: PickOption<string>
  readonly on: boolean
  readonly role: 'radio' | 'checkbox'
  readonly onTap: () => void
}

function Choice({ option, on, role, onTap }: ChoiceProps) {
  return (
    <Tap className={classNames('q-pick', on && 'q-pick--on')} role={role} on={on} onTap={onTap}>
      <View className="q-pick__text">
        <View className="q-pick__label">{option.label}</View>
        {option.note ? <View className="q-pick__note">{option.note}</View> : null}
      </View>
      <View className={classNames('q-pick__mark', `q-pick__mark--${role}`)}>
        {on ? <Icon name="check" size="s" /> : null}
      </View>
    </Tap>
  )
}
