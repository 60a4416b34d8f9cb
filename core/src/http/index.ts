export { type ApiFailure, type ApiResult, REQUEST_DEADLINE_MS, request, type TypedRequest } from './request.ts';
export { type HttpFailure, type HttpResult, type JsonRequest, requestJson } from './requestJson.ts';
export { currentSession, installSession, type PageSession } from './session.ts';
