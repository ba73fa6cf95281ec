export type Keyboard = 'text' | 'number' | 'digit' | 'phone' | 'idcard' | 'password' | 'code' | 'username'

export interface InputKind {
  readonly type: 'text' | 'number' | 'digit' | 'idcard'
  readonly password: boolean
  readonly nativeProps?: Record<string, unknown>
  readonly ariaLabel?: string | undefined
}

export type InputLabel = Pick<InputKind, 'nativeProps' | 'ariaLabel'>
