import type { ExamplesOf } from './example.ts'

export const accessLogExamples: ExamplesOf<'access-log'> = {
  'POST /api/miniprogram-access-log': {
    as: 'guest',
    body: {
      url: 'https://agency.example/miniprogram/nanny-list.html?category=yuesao',
      pathname: '/miniprogram/nanny-list.html',
      fileName: 'nanny-list.html',
      loadTime: 840,
      environment: '微信浏览器',
      isWechat: true,
      screenWidth: 390,
      screenHeight: 844,
      language: 'zh-CN',
    },
  },
  'GET /api/access-log/report': { as: 'manager', query: { days: '7' } },
}
