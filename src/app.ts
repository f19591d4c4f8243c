import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { Board } from './access/boards.ts';
import { reachOf } from './access/reach.ts';
import type { TokenVerifier } from './access/tokens.ts';
import { auditRoutes } from './audit/routes.ts';
import { boardRoutes } from './board/routes.ts';
import { calendarRoutes } from './calendar/routes.ts';
import { deadlineRoutes } from './deadlines/routes.ts';
import { documentRoutes } from './document/routes.ts';
import { eventRoutes } from './event/routes.ts';
import { extractRoutes } from './extract/routes.ts';
import { figureRoutes } from './figures/routes.ts';
import { followUpPageRoutes } from './follow-up-page/routes.ts';
import type { SignIn } from './follow-up-page/sign-in.ts';
import { handoverRoutes } from './handover/routes.ts';
import { authentication } from './http/authentication.ts';
import { answerFailures, answerFrameworkFailure } from './http/failure.ts';
import { metricsRoutes } from './http/metrics.ts';
import { describeApi } from './http/openapi.ts';
import { HttpProblem } from './http/problem.ts';
import { requestIdOf, traceOf } from './http/request-id.ts';
import { serviceRoutes } from './http/service.ts';
import { validatorCompiler } from './http/validation.ts';
import { intakeRoutes } from './intake/routes.ts';
import { findIntakesOfReport, findSeenIntakes } from './intake/store.ts';
import { endingRoutes } from './intervention/ending/routes.ts';
import { interventionFollowUpRoutes } from './intervention/follow-up/routes.ts';
import { goalRoutes } from './intervention/goal/routes.ts';
import { interventionRoutes } from './intervention/routes.ts';
import { scoreRoutes } from './intervention/score/routes.ts';
import { sipRoutes } from './intervention/sip/routes.ts';
import { findSeenInterventions } from './intervention/store.ts';
import { wholeInterventionRoutes } from './intervention/whole/routes.ts';
import { analysisRoutes } from './investigation/analysis/routes.ts';
import { areaRoutes } from './investigation/area/routes.ts';
import { takingRoutes } from './investigation/area/taking/routes.ts';
import { communicationRoutes } from './investigation/communication/routes.ts';
import { consentRoutes } from './investigation/consent/routes.ts';
import { consultationRoutes } from './investigation/consultation/routes.ts';
import { conversationRoutes } from './investigation/conversation/routes.ts';
import { decisionRoutes } from './investigation/decision/routes.ts';
import { followUpRoutes } from './investigation/follow-up/routes.ts';
import { informationRoutes } from './investigation/information/routes.ts';
import { instrumentRoutes } from './investigation/instrument/routes.ts';
import { noteRoutes } from './investigation/note/routes.ts';
import { notificationRoutes } from './investigation/notification/routes.ts';
import { planRoutes } from './investigation/plan/routes.ts';
import { investigationRoutes } from './investigation/routes.ts';
import { sharingRoutes } from './investigation/sharing/routes.ts';
import { findSeenInvestigations } from './investigation/store.ts';
import type { Clock } from './kernel/clock.ts';
import { knowledgeRoutes } from './knowledge/routes.ts';
import { knownOf } from './person/actions.ts';
import { personRoutes } from './person/routes.ts';
import { afterIntake, register } from './process.ts';
import { qualityRoutes } from './quality/routes.ts';
import { recordRoutes } from './record/routes.ts';
import { reportRoutes } from './report/routes.ts';
import { variableRoutes } from './variables/routes.ts';
import { webhookRoutes } from './webhook/routes.ts';
import { workloadRoutes } from './workload/routes.ts';

export const PREFIX = '/barnakt/v1';

export interface AppOptions {
  readonly boards: ReadonlyMap<string, Board>;
  readonly verifier: TokenVerifier;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly rateLimit: { readonly perCaller: number; readonly refused: number };
  /** How browsers sign in to the follow-up page; not at all when left out. */
  readonly signIn?: SignIn;
}

/** Puts the house together: conventions first, then each slice in the order of the case. Never listens. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { boards, verifier, clock, logger, rateLimit: limits, signIn } = options;
  const app = fastify({
    loggerInstance: logger as never,
    // An address may hold anything a caller puts there: only its pattern is logged, see below.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIdOf,
    frameworkErrors: answerFrameworkFailure as never,
    requestIdHeader: false,
    bodyLimit: 1_048_576,
    routerOptions: { maxParamLength: 100 },
    return503OnClosing: true,
    forceCloseConnections: 'idle',
  }) as unknown as FastifyInstance;
  app.decorate('clock', clock);
  app.decorate('secrecy', {
    knownOf: ({ tx, caller }, personIds) => knownOf(tx, caller, personIds),
    casesSeen: async ({ tx, caller, now }, ids) => [
      ...(await findSeenIntakes(tx, ids, reachOf(caller, 'intake'), now)),
      ...(await findSeenInvestigations(tx, ids, reachOf(caller, 'investigation'), now)),
      ...(await findSeenInterventions(tx, ids, reachOf(caller, 'investigation'), now)),
    ],
  });
  app.setValidatorCompiler(validatorCompiler as never);
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  answerFailures(app);

  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    // Whatever a caller has put into an answer, a browser takes it for what we say it is.
    reply.header('x-content-type-options', 'nosniff');
    const trace = traceOf(request);
    if (trace) reply.header('traceparent', trace);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
        caller: request.caller?.id,
        trace: traceOf(request),
      },
      'answered',
    );
    done();
  });

  await app.register(rateLimit, {
    global: true,
    hook: 'preValidation',
    max: limits.perCaller,
    timeWindow: '1 minute',
    keyGenerator: (request) => request.caller?.id ?? request.ip,
    addHeadersOnExceeding: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
    },
  });
  const refusedTokens = app.createRateLimit({
    max: limits.refused,
    timeWindow: '1 minute',
    keyGenerator: (request) => `refused ${request.ip}`,
  });
  await describeApi(app, PREFIX);
  const onRefused = async (request: FastifyRequest): Promise<void> => {
    const tries = await refusedTokens(request);
    if (!tries.isAllowed && tries.isExceeded) {
      throw new HttpProblem('too-many-requests', {
        sv: 'För många ogiltiga inloggningar härifrån. Vänta en minut.',
        en: 'Too many invalid tokens from here. Wait a minute.',
      });
    }
  };
  await app.register(authentication, { verifier, boards, onRefused });

  await app.register(metricsRoutes);
  await app.register(serviceRoutes, { base: PREFIX, boards, verifier });
  await app.register(
    async (board) => {
      await personRoutes(board);
      await reportRoutes(board, { register, intakesOf: findIntakesOfReport });
      await intakeRoutes(board, { next: afterIntake });
      await investigationRoutes(board);
      await planRoutes(board);
      await noteRoutes(board);
      await areaRoutes(board);
      await takingRoutes(board);
      await sharingRoutes(board);
      await conversationRoutes(board);
      await consultationRoutes(board);
      await instrumentRoutes(board);
      await informationRoutes(board);
      await analysisRoutes(board);
      await communicationRoutes(board);
      await consentRoutes(board);
      await decisionRoutes(board);
      await notificationRoutes(board);
      await followUpRoutes(board);
      await interventionRoutes(board);
      await wholeInterventionRoutes(board);
      await goalRoutes(board);
      await interventionFollowUpRoutes(board);
      await scoreRoutes(board);
      await sipRoutes(board);
      await endingRoutes(board);
      await recordRoutes(board);
      await deadlineRoutes(board);
      await qualityRoutes(board);
      await eventRoutes(board);
      await calendarRoutes(board, { boards, onRefused });
      await handoverRoutes(board);
      await workloadRoutes(board);
      await webhookRoutes(board);
      await variableRoutes(board);
      await extractRoutes(board, { boards });
      await figureRoutes(board, { boards });
      await documentRoutes(board);
      await boardRoutes(board);
      await knowledgeRoutes(board);
      await auditRoutes(board);
      await board.register(followUpPageRoutes, { boards, verifier, signIn });
    },
    { prefix: `${PREFIX}/:boardId` },
  );
  return app;
}
