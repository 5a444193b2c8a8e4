import * as sdk from '@aws-sdk/client-cloudwatch-logs'
import type { Service } from '../../wire/service.ts'
import { filterLogEvents } from './filter-log-events.ts'
import { getLogEvents } from './get-log-events.ts'
import {
  createLogGroup,
  deleteLogGroup,
  deleteRetentionPolicy,
  describeLogGroups,
  putRetentionPolicy,
} from './groups.ts'
import { createLogStream, deleteLogStream, describeLogStreams, putLogEvents } from './streams.ts'
import { listTagsForResource, tagResource, untagResource } from './tags.ts'

/** Log groups, the streams that clients put, and the streams that tasks write. Insights and Live Tail are not simulated. */
export const logs: Service = {
  name: 'logs',
  sdk,
  signingName: 'logs',
  handlers: {
    CreateLogGroup: createLogGroup,
    DeleteLogGroup: deleteLogGroup,
    DescribeLogGroups: describeLogGroups,
    PutRetentionPolicy: putRetentionPolicy,
    DeleteRetentionPolicy: deleteRetentionPolicy,
    CreateLogStream: createLogStream,
    DeleteLogStream: deleteLogStream,
    DescribeLogStreams: describeLogStreams,
    PutLogEvents: putLogEvents,
    GetLogEvents: getLogEvents,
    FilterLogEvents: filterLogEvents,
    ListTagsForResource: listTagsForResource,
    TagResource: tagResource,
    UntagResource: untagResource,
  },
}
