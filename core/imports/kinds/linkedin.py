"""LinkedIn Campaign Manager: tabbed UTF-16 below a few lines about the report.

What a file calls a campaign is a campaign group where a level lies between it and the ad: those files name the lowest
two levels otherwise, so a group, where one is named, is the campaign.
"""

from __future__ import annotations

from core.imports.kind import Kind
from core.imports.meanings import Meaning

LINKEDIN = Kind(
    key="linkedin",
    name="LinkedIn",
    headers={
        Meaning.DAY: (
            *("Start Date (in UTC)", "Start Date", "Date", "Day", "Data rozpoczęcia (UTC)", "Data rozpoczęcia (w UTC)"),
            *("Startdatum (UTC)", "Startdatum (in UTC)", "Date de début (UTC)", "Date de début (au format UTC)"),
            *("Fecha de inicio (huso horario de UTC)", "Fecha de inicio (UTC)", "Data di inizio (UTC)"),
            *("Data de início (em UTC)", "day"),
        ),
        Meaning.ACCOUNT: (
            *("Account Name", "Nazwa konta", "Kontoname", "Nom du compte", "Nombre de la cuenta", "Nome account"),
            "Nome da conta",
        ),
        Meaning.CURRENCY: ("Currency", "Waluta", "Währung", "Devise", "Moneda", "Valuta", "Moeda"),
        Meaning.CAMPAIGN_GROUP: (
            *("Campaign Group Name", "Nazwa grupy kampanii", "Name der Kampagnengruppe", "Kampagnengruppenname"),
            *("Nom du groupe de campagnes", "Nombre del grupo de campañas", "Nome gruppo di campagne"),
            "Nome do grupo de campanhas",
        ),
        Meaning.CAMPAIGN: (
            *("Campaign Name", "Nazwa kampanii", "Kampagnenname", "Nom de la campagne", "Nombre de la campaña"),
            *("Nome campagna", "Nome da campanha", "campaign_name", "campaign_id"),
        ),
        Meaning.AD_SET: ("Ad Set Name", "Nombre del lote de anuncios", "Nazwa zestawu reklam"),
        Meaning.AD: ("Creative Name", "Ad Name", "Nazwa reklamy", "Anzeigenname", "Nombre del anuncio"),
        Meaning.SPEND: (
            *("Total Spent", "Łączna kwota wydana", "Łączne wydatki", "Suma wydatków", "Gesamtausgaben"),
            *("Total dépensé", "Gasto total", "Total gastado", "Spesa totale", "Total gasto"),
            "cost_in_local_currency",
        ),
        Meaning.RESULTS: ("Conversions", "Konwersje", "Conversiones", "Conversioni", "Conversões"),
        Meaning.LEADS: ("Leads", "Potencjalni klienci", "Prospects", "Posibles contactos", "Lead"),
        Meaning.REVENUE: (
            *("Total Conversion Value", "Łączna wartość konwersji", "Valor total de las conversiones"),
            "Valeur totale des conversions",
        ),
        Meaning.WINDOW: ("Attribution window", "Conversion window", "Attribution setting"),
    },
    needs=(frozenset({Meaning.SPEND}),),
    telling=(
        *("start date (in utc)", "campaign group name", "cost per lead", "total social actions", "viral impressions"),
        *("data rozpoczęcia (utc)", "data rozpoczęcia (w utc)", "nazwa grupy kampanii", "potencjalni klienci"),
        *("łączna kwota wydana", "startdatum (utc)", "startdatum (in utc)", "kampagnengruppenname"),
        *("name der kampagnengruppe", "date de début (utc)", "date de début (au format utc)"),
        *("nom du groupe de campagnes", "fecha de inicio (huso horario de utc)", "fecha de inicio (utc)"),
        *("nombre del grupo de campañas", "posibles contactos", "data di inizio (utc)", "nome gruppo di campagne"),
        *("data de início (em utc)", "nome do grupo de campanhas", "cost_in_local_currency"),
    ),
    channel="linkedin",
    names=(r"campaign_performance_report", r"creative_performance_report", r"campaign_group_"),
)
