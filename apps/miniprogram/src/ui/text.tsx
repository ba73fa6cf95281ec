import { Text } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import './text.scss'

/** A number and its unit, never parted by a line break. */
export function Num({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return <Text className={classNames('q-num', className)}>{children}</Text>
}

/** Pay or price: the figure stands out, its unit is small beside it. */
export function Pay({
  amount,
  unit,
  size = 'm',
}: {
  readonly amount: string
  readonly unit?: string
  readonly size?: 'm' | 'l'
}) {
  return (
    <Text className={classNames('q-pay', size === 'l' && 'q-pay--l')}>
      <Text className="q-pay__n">{amount}</Text>
      {unit ? <Text className="q-pay__u">{unit}</Text> : null}
    </Text>
  )
}
