export interface AppConfig {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  tabBar?: { list: { pagePath: string; iconPath?: string; selectedIconPath?: string }[] }
}
export interface PartConfig {
  component?: boolean
  usingComponents?: Record<string, string>
}

/** A built mini program as its files say it is, and what is wrong with it before anything runs. */
export interface Bundle {
  app: AppConfig
  /** JSON of pages and components, by path without suffix. */
  parts: Record<string, PartConfig>
  /** JavaScript, by path. */
  modules: Record<string, string>
  /** The style sheets a page sees, its own last, by page; imports are in place. */
  styles: Record<string, string>
  /** JavaScript that evaluates to the compiled templates. */
  templates: string
  problems: string[]
}

export const pagesOf = ({ pages, subPackages = [] }: AppConfig): string[] => [
  ...pages,
  ...subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root.replace(/\/$/, '')}/${page}`)),
]
