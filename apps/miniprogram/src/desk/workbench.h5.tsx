import { View } from '@tarojs/components'
import { useAccount } from '@/app/session'
import { Boundary } from '@/app/shell/boundary'
import { errorFace } from '@/app/shell/error-face'
import { KnockBar } from '@/app/shell/screen'
import { DueTable, WorkBar } from '@/features/customers'
import { Alerts } from '@/pages/home/alerts'
import { FirstInterviews } from '@/pages/home/first-interviews'
import { Acts, interviewsOf, Newest, Numbers, useToday } from '@/pages/home/today'
import { TodayGroups } from '@/pages/home/today-groups'
import { Skeleton } from '@/ui/skeleton'

/** The first part of the desk: the numbers of the day, a table of whom to see to, and beside it what else waits. */
export function Workbench() {
  const role = useAccount()?.role ?? 'employee'
  const { data } = useToday().today
  return (
    <View className="desk-home">
      <View className="desk-home__main">
        <Boundary face={errorFace}>
          <KnockBar except={undefined} />
          <WorkBar />
          {data ? <Alerts items={data.alerts ?? []} reviewsWaiting={data.reviewsWaiting ?? 0} /> : null}
          {data ? <Numbers {...data.customers} interviews={interviewsOf(data).today} /> : <Skeleton rows={1} />}
          <DueTable />
        </Boundary>
      </View>
      <View className="desk-home__side">
        <Boundary face={errorFace}>
          {data ? (
            <>
              <Acts role={role} />
              <FirstInterviews {...interviewsOf(data)} />
              <TodayGroups groups={data.groups ?? []} />
              <Newest items={data.newest} resumes={data.resumes} />
            </>
          ) : null}
        </Boundary>
      </View>
    </View>
  )
}
