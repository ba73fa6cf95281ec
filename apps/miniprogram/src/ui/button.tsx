import { Button as NativeButton, View, type ButtonProps as NativeProps } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import { Tap } from './tap'
import './button.scss'

export interface ButtonProps {
  readonly children: ReactNode
  /** tool: an icon above a small word, beside the one that is filled. */
  readonly kind?: 'primary' | 'sec2' | 'plain' | 'out' | 'danger' | 'text' | 'tool'
  readonly size?: 'l' | 'm' | 's'
  readonly icon?: IconName | undefined
  readonly busy?: boolean | undefined
  /** The verb while busy, e.g. 提交中; its room is kept from the start, so the button never changes width. */
  readonly busyText?: string | undefined
  readonly disabled?: boolean | undefined
  /** Takes the room that is left in a line. */
  readonly grow?: boolean
  readonly onTap?: (() => void) | undefined
  readonly label?: string | undefined
  readonly className?: string | undefined
  /** What only WeChat's own button may do; elsewhere leave it out. */
  readonly openType?:
    | 'getPhoneNumber'
    | 'chooseAvatar'
    | 'share'
    | 'contact'
    | 'openSetting'
    | 'agreePrivacyAuthorization'
    | undefined
  /** Identifies to WeChat which of its own buttons was tapped. */
  readonly id?: string | undefined
  readonly onAgree?: (() => void) | undefined
  readonly onPhoneCode?: ((code: string | undefined) => void) | undefined
  readonly onAvatar?: ((file: string) => void) | undefined
}

export function Button(props: ButtonProps) {
  const { children, kind = 'primary', size = 'l', icon, busy = false, busyText, disabled = false } = props
  const className = classNames(
    'q-btn',
    `q-btn--${kind}`,
    size !== 'l' && `q-btn--${size}`,
    props.grow && 'q-btn--grow',
    disabled && 'q-btn--off',
    busy && 'q-btn--busy',
    props.className,
  )
  const face = (
    <>
      <View className="q-btn__face">
        {icon ? <Icon name={icon} size="s" /> : null}
        <View className="q-btn__text">{children}</View>
      </View>
      {busy || busyText ? (
        <View className="q-btn__face q-btn__face--busy">
          <Icon name="refresh" size="s" className="q-spin" />
          <View className="q-btn__text">{busyText ?? children}</View>
        </View>
      ) : null}
    </>
  )
  const idle = !busy && !disabled
  if (props.openType) {
    return (
      <NativeButton
        className={className}
        openType={props.openType}
        {...(props.id ? { id: props.id } : {})}
        disabled={!idle}
        hoverClass="q-press"
        ariaLabel={props.label}
        {...nativeEvents(props)}
      >
        {face}
      </NativeButton>
    )
  }
  return (
    <Tap className={className} onTap={props.onTap} disabled={!idle} label={props.label}>
      {face}
    </Tap>
  )
}

function nativeEvents({ onTap, onPhoneCode, onAvatar, onAgree }: ButtonProps): Partial<NativeProps> {
  return {
    ...(onTap ? { onClick: () => onTap() } : {}),
    ...(onAgree ? { onAgreePrivacyAuthorization: () => onAgree() } : {}),
    ...(onPhoneCode ? { onGetPhoneNumber: (event) => onPhoneCode(event.detail.code) } : {}),
    ...(onAvatar ? { onChooseAvatar: (event) => onAvatar(event.detail.avatarUrl) } : {}),
  }
}
