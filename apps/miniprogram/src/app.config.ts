const h5 = process.env.TARO_ENV === 'h5'

// theme.json is followed by WeChat only; the browser gets the light values and platform/theme.h5.ts does the rest.
const themed = (name: string, light: string) => (h5 ? light : `@${name}`)

const tab = (page: string, text: string, icon: string) => ({
  pagePath: `pages/${page}/index`,
  text,
  iconPath: themed(icon, `assets/tab/${icon}-light.png`),
  selectedIconPath: themed(`${icon}On`, `assets/tab/${icon}-light-on.png`),
})

const gallery =
  process.env.NODE_ENV !== 'production' || process.env.QINGPIN_GALLERY === '1'
    ? [{ root: 'features/gallery', pages: ['gallery/index'] }]
    : []

export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/records/index',
    'pages/assistant/index',
    'pages/interviews/index',
    'pages/me/index',
  ],
  // What is written in a lift needs its pages there.
  preloadRule: { 'pages/records/index': { network: 'all', packages: ['features/customers'] } },
  // One entry per feature folder.
  subPackages: [
    {
      root: 'features/auth',
      pages: [
        'login/index',
        'staff-login/index',
        'profile/index',
        'phone/index',
        'password/index',
        'devices/index',
        'binding/index',
      ],
    },
    {
      root: 'features/staff',
      pages: [
        'list/index',
        'create/index',
        'detail/index',
        'failed-logins/index',
        'reviews/index',
        'usage/index',
        'service-account/index',
        'handover/index',
        'audit-log/index',
        'roles/index',
      ],
    },
    { root: 'features/registration', pages: ['register/index', 'id-card/index', 'correct/index'] },
    { root: 'features/my-resume', pages: ['mine/index', 'papers/index', 'shares/index'] },
    {
      root: 'features/workers',
      pages: ['list/index', 'detail/index', 'edit/index', 'create/index', 'papers/index', 'paper-check/index'],
    },
    { root: 'features/public-workers', pages: ['list/index', 'detail/index', 'shared/index'] },
    { root: 'features/cvs', pages: ['edit/index', 'preview/index'] },
    {
      root: 'features/credits',
      pages: ['buy/index', 'pay/index', 'history/index', 'order/index', 'terms/index'],
    },
    { root: 'features/assistant', pages: ['chat/index', 'history/index'] },
    {
      root: 'features/customers',
      pages: [
        'detail/index',
        'follow-up/index',
        'outbox/index',
        'create/index',
        'edit/index',
        'statistics/index',
        'team/index',
        'subset/index',
        'pool/index',
        'transfers/index',
        'merge/index',
        'removal/index',
        'follow-ups/index',
        'rules/index',
        'tables/index',
        'import/index',
        'match/index',
      ],
    },
    { root: 'features/placements', pages: ['due/index', 'terms/index'] },
    { root: 'features/interviews', pages: ['create/index', 'detail/index', 'guest/index', 'room/index'] },
    { root: 'features/shortlists', pages: ['create/index', 'detail/index', 'list/index', 'guest/index'] },
    { root: 'features/notifications', pages: ['centre/index', 'preferences/index', 'deliveries/index'] },
    { root: 'features/content', pages: ['articles/index', 'article/index'] },
    // Guests read articles without the editor.
    { root: 'features/content-editor', pages: ['list/index', 'banner/index', 'article/index'] },
    { root: 'features/lost', pages: ['page/index'] },
    ...gallery,
  ],
  window: {
    navigationStyle: 'custom',
    navigationBarTitleText: '轻聘',
    navigationBarTextStyle: themed('textStyle', 'black') as 'black',
    backgroundColor: themed('bg', '#F2F5F3'),
    backgroundTextStyle: 'dark',
  },
  tabBar: {
    color: themed('tabInk', '#5F6E68'),
    selectedColor: themed('tabOn', '#0A6B60'),
    backgroundColor: themed('tabBg', '#FFFFFF'),
    borderStyle: 'black',
    list: [
      tab('home', '首页', 'home'),
      tab('records', '简历', 'doc'),
      tab('assistant', 'AI 顾问', 'assistant'),
      tab('interviews', '面试', 'video'),
      tab('me', '我的', 'user'),
    ],
  },
  darkmode: true,
  __usePrivacyCheck__: true,
  themeLocation: 'theme.json',
  lazyCodeLoading: 'requiredComponents',
})
