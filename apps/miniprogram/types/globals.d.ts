declare module '*.svg' {
  const url: string
  export default url
}
declare module '*.png' {
  const url: string
  export default url
}
declare module '*.scss'

// Replaced by literals at build time; there is no process on the phone.
declare const process: {
  readonly env: {
    readonly TARO_ENV: 'weapp' | 'h5'
    readonly NODE_ENV: 'production' | 'development' | 'test'
    readonly TARO_APP_API: string
    readonly QINGPIN_GALLERY: string
    readonly QINGPIN_ANSWER_FORM?: string
  }
}
