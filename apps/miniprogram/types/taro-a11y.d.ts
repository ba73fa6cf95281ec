import '@tarojs/components/types/common'

declare module '@tarojs/components/types/common' {
  interface StandardProps {
    ariaLabel?: string | undefined
    ariaRole?: string | undefined
    ariaChecked?: string | undefined
    ariaDisabled?: string | undefined
    ariaSelected?: string | undefined
    ariaModal?: string | undefined
    role?: string | undefined
    tabIndex?: number | undefined
  }
}
